import type { LoadMode } from '#api/loads.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { deliveryOnTime } from '../loads/delivery-on-time.ts';
import type { LoadRow } from '../loads/load-row.ts';

/** Small files: what is gathered is checked anew where it cannot be published together, and waits for the others. */
const mostBytes = 4 * 1024 * 1024;
const mostBytesTogether = 64 * 1024 * 1024;
export const mostLoads = 128;

/** A load whose run was cut off twice may be what cuts it off: it runs alone. */
const mostAttempts = 1;

/**
 * Those of a dataset's due loads, from the first on, that may become one snapshot: whatever each of them comes out as would be
 * the same if they ran one after the other. Where that is not certain before they are checked, the row ends there; one load
 * is always there where one is due.
 */
export function gatherable(
  due: readonly LoadRow[],
  contract: Contract,
  current: { readonly stateAt: Date } | undefined,
): readonly LoadRow[] {
  const [first] = due;
  if (first === undefined) return [];
  const isLate = (load: LoadRow) => deliveryOnTime(contract.freshness, current?.stateAt, load.created_at) === false;
  const seen = new Set<string>();
  let bytes = 0;
  const fits = (load: LoadRow): boolean => {
    const repeats = seen.has(load.sha256);
    seen.add(load.sha256);
    bytes += load.file_bytes;
    return (
      load.mode === first.mode &&
      load.corrects === null &&
      load.hold === null &&
      load.attempts <= mostAttempts &&
      load.file_bytes <= mostBytes &&
      bytes <= mostBytesTogether &&
      // The second of two equal ones repeats the first, once that is published.
      !repeats &&
      // The one before it, once that is published, would have come in time.
      !isLate(load)
    );
  };
  if (!isIndependent(contract, first.mode)) return [first];
  const end = due.findIndex((load) => !fits(load));
  return due.slice(0, Math.max(1, Math.min(end < 0 ? due.length : end, mostLoads)));
}

/** Whether a load's check says the same whatever other loads in this mode have brought, as long as their partitions do not meet. */
function isIndependent(contract: Contract, mode: LoadMode): boolean {
  const { primaryKey: key, partitionBy, unitField, fields, id } = contract;
  if (fields.some(({ reference }) => reference?.dataset === id)) return false;
  // Keys are compared with what the dataset holds.
  if (mode === 'append') return key.length === 0;
  // An officer's delivery takes the place of rows of his unit alone, which its partitions must say.
  if (unitField !== undefined && !partitionBy.includes(unitField)) return false;
  // A key of one unit that another brought before is rejected.
  if (unitField !== undefined && key.length > 0 && !key.includes(unitField)) return false;
  if (mode === 'upsert') return true;
  // Equal keys lie in one partition.
  return partitionBy.length > 0 && (key.length === 0 || partitionBy.every((field) => key.includes(field)));
}
