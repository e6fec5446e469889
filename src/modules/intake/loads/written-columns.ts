import type { CorrectionFacts } from '../corrections/correction-columns.ts';
import type { Found, NewLoad } from './load-row.ts';

/** What a check found. */
export function outcomeColumns({ result, partitions, rejectsBytes }: Found) {
  return {
    rejects_bytes: rejectsBytes,
    result: JSON.stringify(result),
    partitions: partitions === null ? null : JSON.stringify(partitions),
  };
}

/** What makes a load a correction; none where it is none. */
export function correctionColumns({ correction }: NewLoad) {
  if (correction === undefined) return {};
  const { corrects, root, body, rights } = correction;
  return { corrects, root, correction: JSON.stringify({ body, rights } satisfies CorrectionFacts) };
}
