import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import type { DatasetDecision } from '#modules/access/index.ts';
import { answerQuery, type Engine, type Snapshot } from '#modules/warehouse/index.ts';

interface CountRowsDeps {
  readonly engine: Engine;
  readonly snapshotsFolder: string;
}

interface Counted {
  readonly contract: Contract;
  readonly decision: DatasetDecision;
  readonly snapshot: Snapshot | undefined;
}

const mostUnits = 10_000;
const mostPeriods = 200;

/** Rows of each unit, by its code, as the caller may count them. */
export async function countRowsByUnit(
  deps: CountRowsDeps,
  counted: Counted,
  {
    unitField,
    period,
  }: { readonly unitField: string; readonly period: { readonly field: string; readonly value: string } | undefined },
): Promise<ReadonlyMap<string, number>> {
  const rows = await groups(deps, counted, {
    where:
      period === undefined ? undefined : { kind: 'compare', field: period.field, operator: 'eq', value: period.value },
    field: unitField,
    limit: mostUnits,
  });
  return new Map(rows);
}

/** The periods of which there are rows, newest first. */
export async function listPeriods(deps: CountRowsDeps, counted: Counted, field: string): Promise<readonly string[]> {
  const rows = await groups(deps, counted, { where: undefined, field, limit: mostPeriods });
  return rows.map(([value]) => value);
}

async function groups(
  deps: CountRowsDeps,
  { contract, decision, snapshot }: Counted,
  of: {
    readonly where: NonNullable<Parameters<typeof answerQuery>[1]['where']> | undefined;
    readonly field: string;
    readonly limit: number;
  },
): Promise<readonly (readonly [string, number])[]> {
  const text = await answerQuery(
    deps,
    {
      select: 'all',
      ...(of.where === undefined ? {} : { where: of.where }),
      orderBy: [{ field: of.field, descending: true, nulls: 'last' }],
      limit: of.limit,
      offset: 0,
      // No field's name begins with an underscore.
      grouping: { groupBy: [of.field], aggregates: [{ fn: 'count', as: '_rows' }] },
    },
    { schema: datasetSchemaOf(contract), rights: decision.rights, snapshot },
  );
  // Our own answer, of scalars only.
  const { items } = JSON.parse(text) as { readonly items: readonly Readonly<Record<string, string | number | null>>[] };
  return items.flatMap((item) => {
    const value = item[of.field];
    return value === null || value === undefined ? [] : [[String(value), Number(item['_rows'])] as const];
  });
}
