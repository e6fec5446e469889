import { assemble, get, i32, repeatWhile, set, when, type Code } from '#platform/wasm/code.ts';
import { cellCode, waysOf } from './cell-code.ts';
import { checkCode } from './check-code.ts';
import { isFalse } from './condition-code.ts';
import { keepCode } from './keep-code.ts';
import { cellSeparator, hashPrime, hashStart } from './key-table.ts';
import { at, endOf, locals, next, one, refuse, row, startOf, three, two, type RowProgram } from './program-frame.ts';

/**
 * Two functions for the rows of one table. `test(row, start)` gives back where the next row begins, or -1 where this one
 * is not surely fine, and notes what it found from `row` on; `keep(row)` counts a row that was fine, and adds its values.
 */
export function assembleRowProgram(program: RowProgram): Uint8Array<ArrayBuffer> {
  return assemble(
    [
      { name: 'test', parameters: 2, locals, gives: 'i32', body: testCode(program) },
      { name: 'keep', parameters: 1, locals: ['i32', ...locals], gives: 'nothing', body: keepCode(program) },
    ],
    program.memory.size,
  );
}

function testCode(program: RowProgram): Code {
  const { plan, columns, steps } = program;
  const ways = waysOf(program);
  return [
    Array.from(steps.begins, (_, column) => cellCode(program, ways, column)),
    // A row that a return ends has a line feed besides.
    when(
      i32.eq(byteBefore(get(at)), i32.const(0x0d)),
      when(i32.ne(i32.load8(get(at)), i32.const(0x0a)), refuse),
      next(at, 1),
    ),
    plan.fields.map((field, index) => {
      const column = columns[index];
      return column === undefined ? [] : checkCode(program, field, index, column);
    }),
    plan.conditions.map(({ holds }) => when(isFalse(program, holds), refuse)),
    keyHashCode(program),
    get(at),
  ];
}

const byteBefore = (address: Code): Code => i32.load8(i32.sub(address, i32.const(1)));

function keyHashCode(program: RowProgram): Code {
  const { plan, columns, memory } = program;
  const hash = three;
  const hashed = (value: Code): Code => set(hash, i32.mul(i32.xor(get(hash), value), i32.const(hashPrime)));
  return [
    set(hash, i32.const(hashStart)),
    plan.key.map((field) => {
      const column = columns[field];
      if (column === undefined) return hashed(i32.const(cellSeparator));
      return [
        set(one, startOf(program, column)),
        set(two, endOf(program, column)),
        when(
          i32.lt(get(one), get(two)),
          repeatWhile(i32.lt(get(one), get(two)), hashed(i32.load8(get(one))), next(one, 1)),
        ),
        hashed(i32.const(cellSeparator)),
      ];
    }),
    i32.store(get(row), get(hash), memory.keyHash),
  ];
}
