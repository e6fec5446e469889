import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Held } from './memory-server.ts';

/** Megabytes that the server, and all that it starts, hold at most, whatever they are sent or asked. */
export const mostHeld = 1000;

/**
 * Megabytes of buffers and batches that files of such sizes still fill: how far the engine's writers fall behind its readers
 * is chance, and of files this small a second one may have none to wait for. Rows kept as objects are more. Whether large
 * files are bounded to a tenth, the bench of memory says, with ten times three million rows.
 */
const filling = 112;

const furtherLooks = 2;

/** Far enough apart that what is kept of every row stands out of such buffers: of 180,000 rows some 700 bytes do. */
const many = 4;

/**
 * Does it with so many rows, and with four times as many: neither may hold `over` megabytes more than the server did before,
 * nor the second a tenth and some buffers more than the first. What does not hold is told; empty: it all does. A round
 * before the first warms up what is kept: code, connections, buffers. How high a peak is depends on what meets at the moment,
 * so that growth is looked at again before it is told: rows that are kept are there every time.
 */
export async function faultsOfMemory(
  over: number,
  act: (times: 1 | typeof many, round: number) => Promise<Held>,
): Promise<readonly string[]> {
  const { before } = await act(1, 0);
  const once = [await act(1, 1)];
  const manifold = [await act(many, 2)];
  const grows = () => medianOf(peaks(manifold)) > medianOf(peaks(once)) * 1.1 + filling;
  for (let round = 3; grows() && round < 3 + 2 * furtherLooks; round += 2) {
    once.push(await act(1, round));
    manifold.push(await act(many, round + 1));
  }
  const figures = `before ${before}, once ${peaks(once).join(' and ')}, ${many} times ${peaks(manifold).join(' and ')} MB`;
  const file = process.env['DAKLAKE_TELL'];
  if (file !== undefined) appendFileSync(file, `${expect.getState().currentTestName}: ${figures}\n`);
  const most = Math.max(...peaks(once), ...peaks(manifold));
  return [
    ...(most > mostHeld ? [`more than ${mostHeld} MB: ${figures}`] : []),
    ...(most - before > over ? [`more than ${over} MB over what was held: ${figures}`] : []),
    ...(grows() ? [`it grows with the rows: ${figures}`] : []),
  ];
}

const peaks = (looks: readonly Held[]) => looks.map(({ peak }) => peak);

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}
