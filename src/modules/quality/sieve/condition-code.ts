import { get, i32, i64, type Code } from '#platform/wasm/code.ts';
import { isThere, row, zero, type RowProgram } from './program-frame.ts';
import type { SieveNumber, SieveTerm } from './sieve-term.ts';

const always = i32.const(1);

/** Whether it surely holds. What is neither true nor false is unknown. */
export function isTrue(program: RowProgram, term: SieveTerm): Code {
  switch (term.kind) {
    case 'and':
      return every(term.parts.map((part) => isTrue(program, part)));
    case 'or':
      return some(term.parts.map((part) => isTrue(program, part)));
    case 'not':
      return isFalse(program, term.part);
    case 'is-there':
      return fieldIsThere(program, term.field);
    case 'compare':
      return i32.and(areThere(program, term), compareCode(program, term));
    case 'among':
      return i32.and(fieldIsThere(program, term.field), amongCode(program, term));
  }
}

/** Whether it surely does not hold. */
export function isFalse(program: RowProgram, term: SieveTerm): Code {
  switch (term.kind) {
    case 'and':
      return some(term.parts.map((part) => isFalse(program, part)));
    case 'or':
      return every(term.parts.map((part) => isFalse(program, part)));
    case 'not':
      return isTrue(program, term.part);
    case 'is-there':
      return i32.eqz(fieldIsThere(program, term.field));
    case 'compare':
      return i32.and(areThere(program, term), i32.eqz(compareCode(program, term)));
    case 'among':
      return i32.and(fieldIsThere(program, term.field), i32.eqz(amongCode(program, term)));
  }
}

const every = (parts: readonly Code[]): Code => parts.reduce((all, part) => i32.and(all, part), always);
const some = (parts: readonly Code[]): Code => parts.reduce((any, part) => i32.or(any, part), zero);

function fieldIsThere(program: RowProgram, field: number): Code {
  const column = program.columns[field];
  return column === undefined ? zero : isThere(program, column);
}

function areThere(program: RowProgram, { left, right }: SieveTerm & { readonly kind: 'compare' }): Code {
  return every([...fieldsOf(left), ...fieldsOf(right)].map((field) => fieldIsThere(program, field)));
}

function fieldsOf(number: SieveNumber): readonly number[] {
  if (number.kind === 'remainder') return fieldsOf(number.of);
  return number.kind === 'field' ? [number.field] : [];
}

/** What the memory holds where a value is not there is some number. */
function compareCode(program: RowProgram, { op, left, right }: SieveTerm & { readonly kind: 'compare' }): Code {
  const compare = { '<': i64.lt, '<=': i64.le, '>': i64.gt, '>=': i64.ge, '==': i64.eq, '!=': i64.ne }[op];
  return compare(numberCode(program, left), numberCode(program, right));
}

function numberCode(program: RowProgram, number: SieveNumber): Code {
  switch (number.kind) {
    case 'field':
      return i64.load(get(row), program.memory.values + number.field * 8);
    case 'constant':
      return i64.const(number.value);
    case 'remainder':
      return i64.rem(numberCode(program, number.of), i64.const(number.by));
  }
}

/** The step before the cell's end bears a bit for each set that its text is of. */
function amongCode({ memory, columns }: RowProgram, { field, set }: SieveTerm & { readonly kind: 'among' }): Code {
  const cell = memory.cells + (columns[field] ?? 0) * 12;
  const sets = i32.load(i32.load(get(row), cell + 8), memory.sets - memory.steps);
  return i32.and(i32.shiftRight(sets, i32.const(set)), i32.const(1));
}
