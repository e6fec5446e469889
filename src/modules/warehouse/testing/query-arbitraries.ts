import fc from 'fast-check';
import { comparisons, type OrderTerm, type Predicate } from '../query/query.ts';
import { fieldNames, type FieldName } from './query-sample.ts';

const texts = [
  '',
  'a',
  'A',
  "l'an",
  'Đắk Lắk',
  'đắk lắk',
  'Ea H’leo',
  '100%',
  'x_y',
  'x\\y',
  '"',
  'Ương',
  '𝒳',
  'a,b',
  '(x).y:z',
  ' x ',
  '*',
];
const domains = {
  ma: fc.constantFrom(...texts),
  ten: fc.constantFrom(...texts),
  so: fc.constantFrom('-5', '0', '7', '9007199254740993'),
  lon: fc.constantFrom('1', '9223372036854775807', '-9223372036854775808'),
  ty_le: fc.constantFrom('0.5', '-1', '1e10', '0.1'),
  tien: fc.constantFrom('1.5', '-0.01', '1234567890123456.78'),
  ngay: fc.constantFrom('1999-12-31', '2024-02-29', '2026-11-22'),
  luc: fc.constantFrom('2024-02-29 00:00:00', '2024-02-29 12:30:15.25'),
  gio: fc.constantFrom('00:00:00', '23:59:59'),
  dung: fc.constantFrom('true', 'false'),
};
const patterns = fc.constantFrom('%', 'a%', '%ắ%', '*Lắk', 'x\\_y', '100\\%', '_', '%’%', 'đẮk%');

const storedRow = fc.record(
  Object.fromEntries(
    fieldNames.map((name) => [name, name === 'ma' ? domains.ma : fc.option(domains[name], { freq: 3 })]),
  ),
) as fc.Arbitrary<Record<FieldName, string | null>>;
/** Rows that share no key. */
export const storedRows = fc.uniqueArray(storedRow, { selector: (each) => each.ma, maxLength: 12 });

export const field = fc.constantFrom(...fieldNames);
const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  field.chain((name) =>
    fc.record({
      kind: fc.constant('compare' as const),
      field: fc.constant(name),
      operator: fc.constantFrom(...(Object.keys(comparisons) as (keyof typeof comparisons)[])),
      value: domains[name],
    }),
  ),
  field.chain((name) =>
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant(name),
      values: fc.array(domains[name], { maxLength: 3 }),
    }),
  ),
  fc.record({ kind: fc.constant('is' as const), field, value: fc.constant(null) }),
  fc.record({ kind: fc.constant('is' as const), field: fc.constant('dung'), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('like' as const),
    field: fc.constantFrom('ma', 'ten'),
    pattern: patterns,
    ignoreCase: fc.boolean(),
  }),
);
export const predicate = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('tree') }),
  ),
})).tree;
const orderTerm: fc.Arbitrary<OrderTerm> = fc.record({
  field,
  descending: fc.boolean(),
  nulls: fc.constantFrom('first' as const, 'last' as const),
});
/** A question without groups. */
export const query = fc.record({
  select: fc.oneof(
    fc.constant('all' as const),
    fc.uniqueArray(field, { minLength: 1 }).map((fields) => fields.map((each) => ({ field: each, as: `«${each}»` }))),
  ),
  where: fc.option(predicate, { nil: undefined }),
  orderBy: fc.uniqueArray(orderTerm, { selector: (term) => term.field, maxLength: 3 }),
  limit: fc.integer({ min: 0, max: 8 }),
  offset: fc.integer({ min: 0, max: 4 }),
});
