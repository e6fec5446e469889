import { encode } from 'uqr';

/** A square code as one path over a grid of `size` by `size` units, its quiet margin included. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** Recoverable where a quarter is spoilt: it is printed, folded and photographed. For the server: pages get the path. */
export function drawQrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'Q', border: 4 });
  const runs = data.flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`));
  return { size, path: runs.join('') };
}

/** Dark modules side by side: where they begin, and how many. */
function runsOf(row: readonly boolean[]): readonly (readonly [x: number, width: number])[] {
  const runs: [number, number][] = [];
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
