import { get, giveBack, i32, set, type Code } from '#platform/wasm/code.ts';
import type { Chain } from './cell-chains.ts';
import type { RowSteps } from './cell-steps.ts';
import type { SievePlan } from './plan-sieve.ts';
import type { RowMemory } from './row-memory.ts';

/** From what the functions for the rows of one table are put together. */
export interface RowProgram {
  readonly plan: SievePlan;
  readonly steps: RowSteps;
  /** By column. */
  readonly chains: readonly (readonly Chain[])[];
  /** By field: its column. */
  readonly columns: readonly (number | undefined)[];
  readonly memory: RowMemory;
  /** The rows' values are wanted. */
  readonly keepsValues: boolean;
}

/** Locals: where the row's findings are, where the program stands in it, on what step, and what is wanted for a moment. */
export const [row, at, place, last, one, two, three, four] = [0, 1, 2, 3, 4, 5, 6, 7];
export const [wide] = [8];
export const locals = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i64'] as const;
export const zero = i32.const(0);
export const next = (local: number, by: number): Code => set(local, i32.add(get(local), i32.const(by)));
export const refuse = giveBack(i32.const(-1));

export const startOf = ({ memory }: RowProgram, column: number): Code => i32.load(get(row), memory.cells + column * 12);
export const endOf = ({ memory }: RowProgram, column: number): Code =>
  i32.load(get(row), memory.cells + column * 12 + 4);
export const isThere = (program: RowProgram, column: number): Code =>
  i32.ne(startOf(program, column), endOf(program, column));
