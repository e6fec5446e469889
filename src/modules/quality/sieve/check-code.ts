import { get, i32, i64, repeatWhile, set, when, type Code } from '#platform/wasm/code.ts';
import type { SieveField } from './plan-field.ts';
import {
  endOf,
  four,
  isThere,
  next,
  one,
  refuse,
  row,
  startOf,
  three,
  two,
  wide,
  zero,
  type RowProgram,
} from './program-frame.ts';
import type { RowMemory } from './row-memory.ts';
import { daysBefore1970 } from './typed-cells.ts';

/** What else is asked of a cell than its steps know. */
export function checkCode(program: RowProgram, field: SieveField, index: number, column: number): Code {
  const { memory } = program;
  const checks =
    field.kind === 'text'
      ? [...(memory.also[index] ?? []).map(alsoCode), lengthCode(field)]
      : [
          field.kind === 'date' ? dayCode(memory) : integerCode,
          i64.store(get(row), get(wide), memory.values + index * 8),
          when(i64.lt(get(wide), i64.const(field.least)), refuse),
          when(i64.gt(get(wide), i64.const(field.most)), refuse),
          field.multipleOf === 1
            ? []
            : when(i64.ne(i64.rem(get(wide), i64.const(field.multipleOf)), i64.const(0)), refuse),
        ];
  if (checks.every((check) => check.length === 0)) return [];
  return when(isThere(program, column), set(one, startOf(program, column)), set(two, endOf(program, column)), checks);
}

/** From `one` to `two` another automaton goes. */
function alsoCode({ steps, accepts }: { readonly steps: number; readonly accepts: number }): Code {
  return [
    set(three, get(one)),
    set(four, zero),
    repeatWhile(
      i32.lt(get(three), get(two)),
      set(
        four,
        i32.load16(i32.shl(i32.add(i32.shl(get(four), i32.const(8)), i32.load8(get(three))), i32.const(1)), steps),
      ),
      next(three, 1),
    ),
    when(i32.eqz(i32.load8(get(four), accepts)), refuse),
  ];
}

function lengthCode({ shortest, longest }: SieveField): Code {
  if (shortest <= 1 && longest === Infinity) return [];
  return [
    set(three, get(one)),
    set(four, zero),
    // Bytes that do not go on with a character.
    repeatWhile(
      i32.lt(get(three), get(two)),
      set(four, i32.add(get(four), i32.ne(i32.and(i32.load8(get(three)), i32.const(0xc0)), i32.const(0x80)))),
      next(three, 1),
    ),
    when(i32.lt(get(four), i32.const(Math.min(shortest, 2 ** 31 - 1))), refuse),
    when(i32.gt(get(four), i32.const(Math.min(longest, 2 ** 31 - 1))), refuse),
  ];
}

/** The day since 1970 of `YYYY-MM-DD` from `one`, into `wide`; a row with a day that no calendar has is refused. */
function dayCode({ monthLengths }: RowMemory): Code {
  const [year, month, day, leap] = [two, three, four, one];
  const digit = (place: number): Code => i32.load8(get(one), place);
  const pair = (place: number): Code =>
    i32.sub(i32.add(i32.mul(digit(place), i32.const(10)), digit(place + 1)), i32.const(0x30 * 11));
  const isMultiple = (of: number): Code => i32.eqz(i32.rem(get(year), i32.const(of)));
  return [
    set(year, i32.add(i32.mul(pair(0), i32.const(100)), pair(2))),
    set(month, pair(5)),
    set(day, pair(8)),
    when(
      i32.or(
        i32.or(i32.eqz(get(year)), i32.eqz(get(month))),
        i32.or(i32.gt(get(month), i32.const(12)), i32.eqz(get(day))),
      ),
      refuse,
    ),
    set(leap, i32.and(isMultiple(4), i32.or(i32.ne(i32.rem(get(year), i32.const(100)), zero), isMultiple(400)))),
    when(
      i32.gt(get(day), i32.load8(get(month), monthLengths)),
      when(
        i32.eqz(i32.and(get(leap), i32.and(i32.eq(get(month), i32.const(2)), i32.eq(get(day), i32.const(29))))),
        refuse,
      ),
    ),
    // Years that begin in March end with their leap day.
    when(i32.lt(get(month), i32.const(3)), next(year, -1), next(month, 12)),
    set(day, i32.add(get(day), i32.div(i32.add(i32.mul(get(month), i32.const(153)), i32.const(-457)), i32.const(5)))),
    set(day, i32.add(get(day), i32.mul(get(year), i32.const(365)))),
    set(day, i32.add(get(day), i32.div(get(year), i32.const(4)))),
    set(day, i32.sub(get(day), i32.div(get(year), i32.const(100)))),
    set(day, i32.add(get(day), i32.div(get(year), i32.const(400)))),
    // Between the first of March of the year 0 and the first of January of the year 1 lie 306 days.
    set(wide, i64.fromI32(i32.sub(get(day), i32.const(daysBefore1970 + 307)))),
  ];
}

/** The whole number from `one` to `two`, into `wide`. */
const integerCode: Code = [
  set(three, i32.eq(i32.load8(get(one)), i32.const(0x2d))),
  set(one, i32.add(get(one), get(three))),
  set(wide, i64.const(0)),
  repeatWhile(
    i32.lt(get(one), get(two)),
    set(wide, i64.add(i64.mul(get(wide), i64.const(10)), i64.fromI32(i32.sub(i32.load8(get(one)), i32.const(0x30))))),
    next(one, 1),
  ),
  when(get(three), set(wide, i64.sub(i64.const(0), get(wide)))),
];
