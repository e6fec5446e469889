import { either, get, i32, i64, i8x16, repeatWhile, set, when, type Code } from '#platform/wasm/code.ts';
import { isTrue } from './condition-code.ts';
import { isListed, type SieveField } from './plan-field.ts';
import { endOf, four, isThere, next, one, row, startOf, three, two, zero, type RowProgram } from './program-frame.ts';

/** Counts the row that was fine, and writes its values. */
export function keepCode(program: RowProgram): Code {
  const { plan, columns, memory, keepsValues } = program;
  const count = (address: number): Code => i32.store(zero, i32.add(i32.load(zero, address), i32.const(1)), address);
  return [
    plan.conditions.map(({ applies }, index) => when(isTrue(program, applies), count(memory.applied + index * 4))),
    plan.fields.map((field, index) => {
      const column = columns[index];
      const isNull = count(memory.nulls + index * 4);
      if (column === undefined) return isNull;
      const isValue = keepsValues ? valueCode(program, field, index, column) : [];
      return either(isThere(program, column), isValue, isNull);
    }),
    count(memory.kept),
  ];
}

/** Writes a value where the next of its field belongs, and that there is one. */
function valueCode(program: RowProgram, field: SieveField, index: number, column: number): Code {
  const { memory } = program;
  const head = memory.heads + index * 4;
  const written = (bytes: Code): Code => i32.store(zero, i32.add(get(three), bytes), head);
  const value = i64.load(get(row), memory.values + index * 8);
  return [
    set(three, i32.load(zero, head)),
    field.required ? [] : i32.store8(i32.load(zero, memory.kept), i32.const(1), memory.present[index]),
    isListed(field)
      ? [
          i32.store8(
            get(three),
            i32.load8(
              i32.shiftRight(
                i32.sub(i32.load(get(row), memory.cells + column * 12 + 8), i32.const(memory.steps)),
                i32.const(2),
              ),
              memory.listed,
            ),
          ),
          written(i32.const(1)),
        ]
      : field.kind === 'text'
        ? textCode(program, column, written)
        : field.kind === 'date'
          ? [i32.store(get(three), i64.toI32(value)), written(i32.const(4))]
          : [i64.store(get(three), value), written(i32.const(8))],
  ];
}

/** Its length, and its bytes by sixteen. */
function textCode(program: RowProgram, column: number, written: (bytes: Code) => Code): Code {
  return [
    set(one, startOf(program, column)),
    set(two, i32.sub(endOf(program, column), get(one))),
    i32.store(get(three), get(two)),
    set(four, zero),
    repeatWhile(
      i32.lt(get(four), get(two)),
      i8x16.store(i32.add(get(three), get(four)), i8x16.load(i32.add(get(one), get(four))), 4),
      next(four, 16),
    ),
    written(i32.add(get(two), i32.const(4))),
  ];
}
