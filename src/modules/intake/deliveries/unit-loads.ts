import { sql } from 'kysely';
import type { Contract } from '#modules/catalog/index.ts';
import type { Database } from '#platform/database/database.ts';
import { intakeTables } from '../loads/tables.ts';
import { standingSnapshots } from '../versions/standing-snapshots.ts';

/** A delivery that was published and still stands, or that is held. */
export interface UnitLoad {
  readonly id: string;
  readonly state: 'published' | 'held';
  readonly at: Date;
  readonly sender: string;
  /** The sender's own unit; null: he fills any. */
  readonly unit: string | null;
  /** Units and periods of its accepted rows; null: the whole dataset. */
  readonly filled: readonly { readonly unit: string | null; readonly period: string | null }[] | null;
  /** Rejected rows for which nothing was taken in yet. */
  readonly open: number;
}

/** More deliveries than the communes of a province make in years. */
const mostLoads = 5000;

/** Newest first; corrections are part of what they correct. */
export async function listUnitLoads(
  database: Database,
  contract: Contract,
  period: string | undefined,
): Promise<readonly UnitLoad[]> {
  const rows = await intakeTables(database)
    .selectFrom('intake.loads')
    .select([
      'id',
      'state',
      'unit',
      'sender_id',
      'partitions',
      'snapshot',
      'created_at',
      'ended_at',
      'corrected_rejected',
    ])
    .select(sql<number>`(result ->> 'rejected')::integer`.as('rejected'))
    .where('dataset', '=', contract.id)
    .where('state', 'in', ['published', 'held'])
    .where('corrects', 'is', null)
    .orderBy(sql`coalesce(ended_at, created_at)`, 'desc')
    .orderBy('sequence', 'desc')
    .limit(mostLoads)
    .execute();
  const isStanding = await standingSnapshots(database, contract.id);
  return rows
    .filter((row) => row.state === 'held' || isStanding(row))
    .map((row) => ({
      id: row.id,
      // The query asks for these two.
      state: row.state as UnitLoad['state'],
      at: row.ended_at ?? row.created_at,
      sender: row.sender_id,
      unit: row.unit,
      filled: row.partitions?.map((partition) => filledBy(partition, contract, period)) ?? null,
      open: row.rejected - row.corrected_rejected,
    }));
}

function filledBy(partition: string, { partitionBy, unitField }: Contract, period: string | undefined) {
  // A partition is the JSON text of its values' texts by field; releases before this one wrote the values alone.
  const values = JSON.parse(partition) as Readonly<Record<string, string | null>> | readonly (string | null)[];
  const read = (field = ''): string | null =>
    (values instanceof Array ? values[partitionBy.indexOf(field)] : values[field]) ?? null;
  return { unit: read(unitField), period: read(period) };
}

/** Asks whether the load is about a unit, and, where the dataset has periods, about this one. */
export function aboutUnits(load: UnitLoad, period: string | null): (unit: string) => boolean {
  const { filled, unit: own } = load;
  if (filled === null) return (unit) => own === null || own === unit;
  // Nothing of it was accepted: then who sent it is all that there is to go by.
  if (filled.length === 0) return (unit) => own === unit;
  const units = new Set(filled.filter((one) => period === null || one.period === period).map(({ unit }) => unit));
  return (unit) => units.has(unit);
}

/** Whether what is open of it is the unit's alone. */
export function isOnlyAbout(load: UnitLoad, unit: string): boolean {
  if (load.unit !== null) return load.unit === unit;
  return load.filled !== null && load.filled.length > 0 && load.filled.every((filled) => filled.unit === unit);
}
