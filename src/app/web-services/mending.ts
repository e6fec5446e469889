import type { Caller } from '#api/caller.ts';
import type { RejectedRow } from '#api/mending.ts';
import { visibilityOf } from '#api/rights.ts';
import type { MendColumn, MendingServices } from '#api/web-services/mending.ts';
import { decideDataset } from '#modules/access/index.ts';
import { datasetFactsOf, type Catalog } from '#modules/catalog/index.ts';
import {
  describeSource,
  getSeenLoad,
  listRejects,
  listSuggestions,
  sendCorrectionBody,
  type Loads,
  type MendingDeps,
} from '#modules/intake/index.ts';
import { describeFormRules } from '#modules/quality/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';

export interface MendingServicesDeps {
  readonly catalog: Catalog;
  readonly loads: Loads;
  readonly mending: MendingDeps;
  readonly clock: Clock;
}

/** A page of a wide table has fewer rows: every cell is a field of a form. */
const mostCells = 1500;
const fewestRows = 10;

export function createMendingServices(deps: MendingServicesDeps): MendingServices {
  const { catalog, loads, mending } = deps;
  const seen = (caller: Caller, id: string) => getSeenLoad({ catalog, findLoad: loads.find }, caller, id);
  return {
    async getMendPage(caller, id, page) {
      const load = await seen(caller, id);
      const { tables, numberStyles } = await describeSource(mending, load);
      const widest = Math.max(1, ...tables.map(({ columns: own }) => own.length));
      const limit = Math.min(page.limit, Math.max(fewestRows, Math.floor(mostCells / widest)));
      const [rejects, suggestions, standing] = await Promise.all([
        listRejects(mending, load, { ...page, limit, open: true }),
        listSuggestions(mending, load),
        catalog.getContract(load.load.dataset),
      ]);
      const maskedOf = (field: string | null) => field !== null && visibilityOf(load.rights, field) !== 'visible';
      const columns = new Map(
        tables.flatMap(({ columns: own }) =>
          own.map(({ heading, field }): [string, MendColumn] => [heading, { heading, field, masked: maskedOf(field) }]),
        ),
      );
      const headings = new Map(tables.map(({ name, columns: own }) => [name, own.map(({ heading }) => heading)]));
      return {
        columns: [...columns.values()],
        rows: rejects.items.map((row) => withOwnColumns(row, headings.get(row.table))),
        total: rejects.total,
        limit,
        form: describeFormRules(standing, {
          codeLists: mending.codeLists,
          receivedOn: vietnamDay(deps.clock()),
          numberStyles,
        }),
        suggestions,
        abilities: { correct: decideDataset(caller, datasetFactsOf(standing)).load !== false },
      };
    },
    correctRows: async (caller, id, rows) => send(caller, id, { rows: [...rows] }),
    takeSuggestions: async (caller, id, suggestions) => send(caller, id, { suggestions: [...suggestions] }),
  };

  async function send(caller: Caller, id: string, body: Parameters<typeof sendCorrectionBody>[3]): Promise<string> {
    const load = await sendCorrectionBody({ catalog, loads, mending }, caller, await seen(caller, id), body);
    return load.id;
  }
}

function withOwnColumns(row: RejectedRow, headings: readonly string[] = Object.keys(row.values)): RejectedRow {
  const values = headings.map((heading) => [heading, row.values[heading] ?? null] as const);
  return { ...row, values: Object.fromEntries(values) };
}
