import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';

const unsuspicious = 64 * 1024 * 1024;

/** Counts what is unpacked from one file, whatever its directory claims, and stops what only a bomb would do. */
export function createInflationGuard(limits: ReadLimits, packedBytes: number): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limits.inflatedBytes || (total > unsuspicious && total > limits.inflationRatio * packedBytes)) {
      throw failReading('archive-unsafe', `${packedBytes} packed bytes unpack to more than ${total}`);
    }
  };
}
