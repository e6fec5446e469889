import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { visibilityOf, type Rights } from '#api/rights.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { suggestMends, type SourceDescription } from '#modules/quality/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { ChosenSuggestion } from './correction-body.ts';
import { noSuggestion } from './correction-faults.ts';
import { foldTable, sentAsMaps, type SentRows } from './sent-rows.ts';
import { isTaken } from './sum-correction.ts';
import { fieldPlacement } from './source-columns.ts';

/** Where the rows of a load that corrections may still take in are described. */
export interface OpenRows {
  readonly outcome: string;
  /** `taken` files of the corrections before. */
  readonly taken: readonly string[];
}

/** SQL of the findings of rejected rows that nothing was taken in for yet. */
export function openFindings({ outcome, taken }: OpenRows): string {
  return `(select found.* from read_parquet(${quoteText(join(outcome, 'findings.parquet'))}) as found
    join read_parquet(${quoteText(join(outcome, 'rejects.parquet'))}) as place
      on place._row = found._row and place._table is not distinct from found._table
    where place._kind = 'rejected' and not (${isTaken(taken)}))`;
}

/** Fields whose values show to him as they are: of others he learns nothing by taking a suggestion. */
export function visibleFields({ fields }: Contract, rights: Rights): readonly string[] {
  return fields.map(({ name }) => name).filter((name) => visibilityOf(rights, name) === 'visible');
}

/** The rows for which the chosen suggestions are certain, each with its suggested cells, as the table `sent`. */
export async function sentBySuggestions(
  connection: DuckDBConnection,
  chosen: readonly ChosenSuggestion[],
  of: OpenRows & {
    readonly source: SourceDescription;
    readonly contract: Contract;
    readonly codeLists: CodeLists;
    readonly rights: Rights;
  },
): Promise<SentRows> {
  const { contract, codeLists, source } = of;
  const findings = openFindings(of);
  await suggestMends({ connection, contract, codeLists, findings });
  const visible = new Set(visibleFields(contract, of.rights));
  for (const one of chosen) {
    const read = await connection.runAndReadAll(`select 1 from suggestions where ${isChosen(one)} limit 1`);
    if (!visible.has(one.field) || read.getRowsJson().length === 0) throw noSuggestion(one.rule, one.field);
  }
  const places = fieldPlacement(source, contract).flatMap((columns, table) =>
    [...columns].map(([field, column]) => {
      const name = source.tables[table]?.name ?? null;
      return `(${name === null ? 'null' : quoteText(name)}, ${quoteText(field)}, ${quoteText(column)})`;
    }),
  );
  await connection.run(
    `create or replace temp table sent as
     select row_number() over () as line, ${foldTable('_table')} as _table, _row::varchar as place, _row,
       map_from_entries(list({'k': held, 'v': suggestion})) as cells
     from (
       select found._table, found._row, held, arg_min(suggestion, found.rule_order) as suggestion
       from ${findings} as found
       join (select * from suggestions where ${chosen.map(isChosen).join(' or ')}) as taken
         on taken.rule = found.rule and taken.field = found.field and taken.value = found.value
           and taken.problem = found.problem and taken.context is not distinct from found.context
       join (values ${places.join(', ')}) as places (in_table, in_field, held)
         on places.in_field = found.field and places.in_table is not distinct from found._table
       group by all
     )
     group by _table, _row`,
  );
  return sentAsMaps;
}

function isChosen({ rule, field, value }: ChosenSuggestion): string {
  const same = [`rule = ${quoteText(rule)}`, `field = ${quoteText(field)}`];
  return `(${[...same, ...(value === undefined ? [] : [`value = ${quoteText(value)}`])].join(' and ')})`;
}
