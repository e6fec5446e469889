import { get, i32, i8x16, repeatWhile, set, when, type Code } from '#platform/wasm/code.ts';
import type { Chain } from './cell-chains.ts';
import { endedCell, refused } from './cell-steps.ts';
import { at, last, next, place, refuse, row, zero, type RowProgram } from './program-frame.ts';

/** Beside what the steps lead to besides places: the first chain; those after it count downwards. */
const firstChain = endedCell - 1;

/** What stands for a state of a column: the address of its steps, or the number of the chain that begins there. */
export function waysOf({ steps, chains, memory }: Pick<RowProgram, 'steps' | 'chains' | 'memory'>) {
  const placeOf = (column: number, state: number): number =>
    memory.steps + 4 * ((steps.begins[column] ?? 0) + state * (steps.classCounts[column] ?? 0));
  const instead = new Map<number, number>();
  let number = firstChain;
  for (const [column, own] of chains.entries()) {
    for (const { from } of own) instead.set(placeOf(column, from), number--);
  }
  const wayTo = (place: number): number => instead.get(place) ?? place;
  return {
    placeOf,
    wayTo: (column: number, state: number): number => (state < 0 ? state : wayTo(placeOf(column, state))),
    /** What is written into the memory. */
    table: steps.steps.map((step) => (step < 0 ? step : wayTo(memory.steps + 4 * step))),
  };
}

/** Goes through the cell of a column, and notes where it lies. */
export function cellCode(
  { memory, chains, plan, columns }: RowProgram,
  ways: ReturnType<typeof waysOf>,
  column: number,
): Code {
  const cell = memory.cells + column * 12;
  const walk = repeatWhile(
    i32.ge(get(place), zero),
    set(last, get(place)),
    set(
      place,
      i32.load(
        i32.add(get(place), i32.shl(i32.load8(i32.load8(get(at)), memory.classes + column * 256), i32.const(2))),
      ),
    ),
    next(at, 1),
  );
  const own = chains[column] ?? [];
  const field = columns.indexOf(column);
  const keepsStep = plan.fields[field]?.texts !== undefined;
  return [
    i32.store(get(row), get(at), cell),
    set(place, i32.const(ways.wayTo(column, 0))),
    own.length === 0
      ? walk
      : repeatWhile(
          i32.or(i32.ge(get(place), zero), i32.lt(get(place), i32.const(endedCell))),
          when(i32.ge(get(place), zero), walk),
          own.map((chain) =>
            when(
              i32.eq(get(place), i32.const(ways.wayTo(column, chain.from))),
              chainCode(chain),
              set(last, i32.const(ways.placeOf(column, chain.last))),
              set(place, i32.const(ways.wayTo(column, chain.goal))),
            ),
          ),
        ),
    when(i32.eq(get(place), i32.const(refused)), refuse),
    i32.store(get(row), i32.sub(get(at), i32.const(1)), cell + 4),
    keepsStep ? i32.store(get(row), get(last), cell + 8) : [],
  ];
}

function chainCode({ lows, highs }: Chain): Code {
  const rest = Array.from({ length: 16 - lows.length }, () => 0);
  const spans = highs.map((high, index) => high - (lows[index] ?? 0));
  const within = i8x16.le(
    i8x16.sub(i8x16.load(get(at)), i8x16.const([...lows, ...rest])),
    i8x16.const([...spans, ...rest]),
  );
  const mask = i32.const(2 ** lows.length - 1);
  return [when(i32.ne(i32.and(i8x16.bitmask(within), mask), mask), refuse), next(at, lows.length)];
}
