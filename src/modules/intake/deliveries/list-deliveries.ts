import type { Caller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import { demandShown, type DatasetDecision } from '#modules/access/index.ts';
import { unknownDataset } from '#modules/catalog/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { currentSnapshot, type Engine } from '#modules/warehouse/index.ts';
import { vietnamDay, vietnamTime, type Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { getSeenDataset, type AuthorizeDeps } from '../http/authorize-load.ts';
import { failLoad } from '../loads/errors.ts';
import { countRowsByUnit, listPeriods } from './count-rows.ts';
import { isComing, periodField } from './period.ts';
import { aboutUnits, isOnlyAbout, listUnitLoads, type UnitLoad } from './unit-loads.ts';
import { dueDays, unitState, type DeliveryState, type DueDays } from './unit-state.ts';

export interface DeliveriesDeps extends AuthorizeDeps {
  readonly database: Database;
  readonly directory: Pick<Directory, 'listCommunes'>;
  readonly engine: Engine;
  /** Absolute. */
  readonly snapshotsFolder: string;
  readonly clock: Clock;
}

export interface UnitDelivery {
  readonly unit: { readonly code: string; readonly name: string };
  /** False: rows of a unit that there is not, or no longer. */
  readonly expected: boolean;
  readonly state: DeliveryState;
  readonly rows: number;
  /** Its newest delivery, and when that came; null as well for whoever may not see loads. */
  readonly load: string | null;
  readonly at: string | null;
  /** Rejected rows of a delivery of its own for which nothing was taken in yet; null where the reader may not know. */
  readonly open: number | null;
}

export interface Deliveries {
  readonly unitField: string;
  /** Null: the dataset has no periods. `values` are those with rows, newest first. */
  readonly period: { readonly field: string; readonly value: string | null; readonly values: readonly string[] } | null;
  /** Of the expected units those that have rows. */
  readonly delivered: number;
  readonly expected: number;
  /** By code: the expected units, then others that have rows. */
  readonly items: readonly UnitDelivery[];
}

/**
 * Who has delivered and who has not: the communes of today, with the rows that they have in the current state, of one
 * period where there are periods. Whoever reads the rows sees who has some; what became of deliveries is for those who see
 * the loads, an officer's own unit for himself.
 */
export async function listDeliveries(
  deps: DeliveriesDeps,
  caller: Caller,
  dataset: string,
  { period: asked, language }: { readonly period?: string; readonly language: Language },
): Promise<Deliveries> {
  const { contract, decision } = await getSeenDataset(deps, caller, dataset);
  demandShown(decision.rows, () => unknownDataset(dataset));
  const { unitField } = contract;
  if (unitField === undefined) throw failLoad('deliveries-none', `${dataset} is not filled by communes.`);
  const counted = { contract, decision, snapshot: await currentSnapshot(deps.database, contract.id) };
  const field = periodField(contract)?.name;
  const values = field === undefined ? [] : await listPeriods(deps, counted, field);
  const value = field === undefined ? null : (asked ?? values[0] ?? null);
  const rows = await countRowsByUnit(deps, counted, {
    unitField,
    period: field === undefined || value === null ? undefined : { field, value },
  });
  if (value !== null && rows.size === 0 && !values.includes(value) && !isComing(value, values)) {
    throw failLoad('period-unknown', `${dataset} has no period ${value}.`);
  }
  const now = deps.clock();
  const communes = deps.directory.listCommunes({ day: vietnamDay(now) });
  const expected = new Map(communes.map(({ code, name }) => [code, name[language]]));
  const loads = (await listUnitLoads(deps.database, contract, field)).map((load) => ({
    load,
    isAbout: aboutUnits(load, value),
  }));
  const due = dueDays(contract.freshness, value, now);
  const others = [...rows.keys()].filter((code) => !expected.has(code)).toSorted();
  const items = [...expected.keys(), ...others].map((code): UnitDelivery => {
    const name = expected.get(code) ?? code;
    const sees = seesLoadsOf(decision, caller, code);
    const facts = {
      rows: rows.get(code) ?? 0,
      loads: loads.flatMap(({ load, isAbout }) => (isAbout(code) ? [load] : [])),
    };
    return { unit: { code, name }, expected: expected.has(code), ...describeUnit(code, facts, { due, sees }) };
  });
  return {
    unitField,
    period: field === undefined ? null : { field, value, values },
    delivered: items.filter((item) => item.expected && item.rows > 0).length,
    expected: expected.size,
    items,
  };
}

/** What became of a unit's deliveries is for those who see every load, and for its own officer. */
function seesLoadsOf({ seeLoads, load }: DatasetDecision, caller: Caller, unit: string): SeesLoads {
  if (seeLoads === 'all') return { outcome: true, load: () => true };
  const own = seeLoads === 'own' && typeof load === 'object' && load.unit === unit;
  return { outcome: own, load: ({ sender }) => caller.kind !== 'anonymous' && sender === caller.id };
}

interface SeesLoads {
  /** What became of the unit's deliveries. */
  readonly outcome: boolean;
  /** The load itself. */
  readonly load: (load: UnitLoad) => boolean;
}

function describeUnit(
  code: string,
  { rows, loads }: { readonly rows: number; readonly loads: readonly UnitLoad[] },
  { due, sees }: { readonly due: DueDays; readonly sees: SeesLoads },
): Omit<UnitDelivery, 'unit' | 'expected'> {
  const published = loads.find(({ state }) => state === 'published');
  const deliveredAt = rows === 0 ? null : (published?.at ?? null);
  if (!sees.outcome) {
    const state = unitState({ rows, deliveredAt, held: false, open: 0 }, due);
    return { state, rows, load: null, at: null, open: null };
  }
  const newest = loads[0];
  const open = published !== undefined && isOnlyAbout(published, code) ? published.open : 0;
  return {
    state: unitState({ rows, deliveredAt, held: newest?.state === 'held', open }, due),
    rows,
    load: newest !== undefined && sees.load(newest) ? newest.id : null,
    at: newest === undefined ? null : vietnamTime(newest.at),
    open,
  };
}
