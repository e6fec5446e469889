import { performance } from 'node:perf_hooks';

export interface Contest {
  readonly name: string;
  /** What a bare engine does with the same data: the unit of the ratio. */
  readonly baseline: () => Promise<void>;
  readonly ours: () => Promise<void>;
  readonly runs?: number;
}

/**
 * Runs baseline and ours in turn after one run of each that is not counted, and prints medians and their ratio. Machines
 * are noisy: only the ratio is worth quoting.
 */
export async function bench({ name, baseline, ours, runs = 5 }: Contest): Promise<number> {
  const times = { baseline: [] as number[], ours: [] as number[] };
  for (let run = 0; run <= runs; run += 1) {
    const first = await timed(baseline);
    const second = await timed(ours);
    if (run === 0) continue;
    times.baseline.push(first);
    times.ours.push(second);
  }
  const ratio = median(times.ours) / median(times.baseline);
  process.stdout.write(
    `${name}: ${ratio.toFixed(2)} × (ours ${median(times.ours).toFixed(2)} s, baseline ${median(times.baseline).toFixed(2)} s, ${runs} runs)\n`,
  );
  return ratio;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
