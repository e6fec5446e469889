import { quoteText } from '#platform/duckdb/quote.ts';
import { hashColumns } from './find-doubles.ts';
import { onceSql } from './stage-sql.ts';
import { fieldCells, sourceCells, type StagingLayout } from './staging-layout.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { cleanText, type FieldColumns } from '../rules/field-columns.ts';
import { isErrorRule, type Rule } from '../rules/rule.ts';

/** The column of a rule's outcome, and of the text that its message needs besides. */
export function outcomeColumn(rule: number): string {
  return `o${rule}`;
}
export function contextColumn(rule: number): string {
  return `x${rule}`;
}

/** Columns with the rules that read no other column: what can be judged by itself. */
export interface JudgedPart {
  readonly columns: readonly FieldColumns[];
  /** Indexes. */
  readonly rules: readonly number[];
}

/**
 * The rows that must be looked at, one by one: cells cleaned, cells of an old encoding put right (`legacy`), values read in
 * any spelling, then every rule put to them. One Parquet file with, for each row, the source's cells (`c`), values (`v`), mends
 * (`m`), outcomes (`o`) and whether it is broken.
 */
export function judgeSql(
  compiled: CompiledContract,
  layout: StagingLayout,
  {
    legacy,
    file,
    where,
  }: {
    readonly legacy: ReadonlySet<number>;
    readonly file: string;
    /** Of these rows alone. */
    readonly where?: string;
  },
): string {
  const { columns, rules } = compiled;
  const whole = { columns, rules: [...rules.keys()] };
  const kept = ['_n', '_t', '_row', ...sourceCells(layout)];
  const hashes = hashColumns(compiled);
  return `copy (
  select ${[...kept, ...judgedColumns(compiled, whole)].join(', ')},
    ${brokenSql(compiled)} as _broken${[...hashes].map(([name, sql]) => `,\n    ${sql} as ${name}`).join('')}
  from (${judgedSql(compiled, layout, { part: whole, kept, legacy, ...(where === undefined ? {} : { where }) })})
) to ${quoteText(file)} (format parquet, compression snappy)`;
}

/** The columns of a judged row that come of the part. */
export function judgedColumns({ rules }: CompiledContract, { columns, rules: own }: JudgedPart): readonly string[] {
  return [
    ...columns.map(({ value }) => value),
    ...columns.map(({ mend }) => mend),
    ...own.flatMap((index) => (rules[index]?.test === undefined ? [] : [outcomeColumn(index)])),
    ...own.flatMap((index) => (rules[index]?.test?.context === undefined ? [] : [contextColumn(index)])),
  ];
}

/** Over outcomes: whether the row breaks a rule that rejects it. */
export function brokenSql({ rules }: CompiledContract): string {
  const broken = rules.flatMap((rule, index) =>
    rule.test !== undefined && isErrorRule(rule) ? [isFailed(rule, index)] : [],
  );
  return `coalesce(${broken.join(' or ') || 'false'}, false)`;
}

/** The rows that must be looked at with what comes of the part, and `kept`. */
export function judgedSql(
  compiled: CompiledContract,
  layout: StagingLayout,
  of: {
    readonly part: JudgedPart;
    readonly kept: readonly string[];
    readonly legacy: ReadonlySet<number>;
    readonly where?: string;
  },
): string {
  const { columns } = of.part;
  const rules = of.part.rules.flatMap((index) => {
    const rule = compiled.rules[index];
    return rule === undefined ? [] : [{ rule, index }];
  });
  const legacy = columns.filter(({ index }) => of.legacy.has(index));
  const typed = columns.filter(({ field }) => field.type !== 'string');
  const outcomes = rules.flatMap(({ rule: { test }, index }) =>
    test === undefined ? [] : [`(${test.outcome})::utinyint as ${outcomeColumn(index)}`],
  );
  const contexts = rules.flatMap(({ rule: { test }, index }) =>
    test?.context === undefined ? [] : [`${test.context} as ${contextColumn(index)}`],
  );
  return `
    select ${['*', ...outcomes, ...contexts].join(',\n      ')}
    from (
      select *,
        ${[...columns.map((column) => `${presentSql(column)} as ${column.present}`), ...onceSql({ rules: rules.map(({ rule }) => rule) })].join(',\n        ')},
        ${columns.map((column) => `${mendSql(column, of.legacy.has(column.index))} as ${column.mend}`).join(',\n        ')}
      from (
        select *, ${columns.map((column) => `${valueSql(column)} as ${column.value}`).join(', ')}
        from (
          select *${typed.map(({ reading, bare, text, spelled }) => `,\n            ${reading.spell(bare, text)} as ${spelled}`).join('')}
          from (
            select *${typed.map(({ reading, text, bare }) => `, ${reading.bare(text)} as ${bare}`).join('')}
            from (
            select cleaned.*${legacy.length === 0 ? '' : ` replace (${legacy.map(({ text, index }) => `coalesce(legacy${index}.mended, ${text}) as ${text}`).join(', ')})`}${legacy.map(({ index }) => `, legacy${index}.mended is not null as e${index}`).join('')}
            from (
              select *, ${columns.map((column) => `${cleanText(column)} as ${column.text}`).join(', ')}
              from (
                select ${[...of.kept, '_shape'].join(', ')}, ${fieldCells(layout, columns)}
                from received
                where _look = 1${of.where === undefined ? '' : ` and ${of.where}`}
              )
            ) as cleaned${legacy
              .map(
                ({ text, index }) => `
            left join legacy as legacy${index} on legacy${index}.field = ${index} and legacy${index}.original = cleaned.${text}`,
              )
              .join('')}
            )
          )
        )
      )
    )
  `;
}

/** Whether a judged row fails the rule: it has one of its problems of severity `error`. */
export function isFailed(rule: Rule, index: number): string {
  const column = outcomeColumn(index);
  const errors = rule.problems.flatMap(({ severity }, problem) => (severity === 'error' ? [problem + 1] : []));
  if (errors.length === rule.problems.length) return `${column} > 0`;
  return errors.length === 0 ? 'false' : `(${errors.map((error) => `${column} = ${error}`).join(' or ')})`;
}

function valueSql({ field, reading, text, spelled }: FieldColumns): string {
  return field.type === 'string' ? text : reading.cast(spelled);
}

function presentSql({ field, value }: FieldColumns): string {
  return field.type === 'string' ? `nullif(${value}, '')` : value;
}

/** The heaviest mend that the cell needed; null where it stands as it was sent, or could not be read. */
function mendSql({ index, field, reading, cell, text, value }: FieldColumns, legacy: boolean): string {
  const { mend } = reading;
  const nameOfMend = typeof mend === 'function' ? mend({ text, value }) : `'${mend}'`;
  const cleaned = `when ${text} <> ${cell} then case when nfc_normalize(${cell}) <> ${cell} then 'unicode' else 'blanks' end`;
  if (field.type === 'string') {
    const spelled = mend === null ? '' : `when ${text} <> clean_cell(${cell}) then ${nameOfMend} `;
    return `case ${legacy ? `when e${index} then 'encoding' ` : ''}${spelled}${cleaned} end`;
  }
  return (
    `case when ${value} is null then null` +
    ` when ${value}::varchar <> ${text} and not coalesce(${reading.plain(text, value)}, false) then ${nameOfMend} ${cleaned} end`
  );
}
