import type { PatternNode } from './pattern-node.ts';
import { readRe2 } from './read-re2.ts';
import { utf8Sequences } from './utf8-ranges.ts';

/** Reads UTF-8 byte by byte, one look-up each, and knows at the end whether the text matches somewhere. */
export interface Automaton {
  /** `steps[state * 256 + byte]` is the next state; it begins in 0. */
  readonly steps: Uint16Array;
  /** By state: whether a text that ends here matches. */
  readonly accepts: readonly boolean[];
  /** By state: nothing that follows can change that. */
  readonly settled: readonly boolean[];
}

/** Patterns that need more states than these are left to other engines. */
const mostPlaces = 20_000;
const mostStates = 4_000;

interface Place {
  readonly bytes: { readonly from: number; readonly to: number; readonly goal: number }[];
  readonly free: number[];
  /** To be passed at the beginning, at the end of the text alone. */
  readonly atStart: number[];
  readonly atEnd: number[];
}

/** Undefined where the pattern (RE2's) says what is not understood here, or is too large. */
export function automatonOf(pattern: string): Automaton | undefined {
  const tree = readRe2(pattern);
  if (tree === undefined) return undefined;
  const places: Place[] = [];
  const goal = newPlace(places);
  const start = newPlace(places);
  if (!connect(places, tree, start, goal)) return undefined;
  return determine(places, start, goal);
}

function newPlace(places: Place[]): number {
  return places.push({ bytes: [], free: [], atStart: [], atEnd: [] }) - 1;
}

/** Makes the ways from one place to another that the tree describes; false: too many. */
function connect(places: Place[], node: PatternNode, from: number, to: number): boolean {
  if (places.length > mostPlaces) return false;
  const place = placeAt(places, from);
  switch (node.kind) {
    case 'start':
      place.atStart.push(to);
      return true;
    case 'end':
      place.atEnd.push(to);
      return true;
    case 'set':
      for (const range of node.ranges) {
        for (const sequence of utf8Sequences(range)) {
          let here = from;
          for (const [index, [low, high]] of sequence.entries()) {
            const goal = index === sequence.length - 1 ? to : newPlace(places);
            placeAt(places, here).bytes.push({ from: low, to: high, goal });
            here = goal;
          }
        }
      }
      return true;
    case 'choice':
      return node.parts.every((part) => connect(places, part, from, to));
    case 'sequence': {
      let here = from;
      for (const part of node.parts) {
        const next = newPlace(places);
        if (!connect(places, part, here, next)) return false;
        here = next;
      }
      placeAt(places, here).free.push(to);
      return true;
    }
    case 'repeat': {
      let here = from;
      for (let time = 0; time < node.min; time += 1) {
        const next = newPlace(places);
        if (!connect(places, node.part, here, next)) return false;
        here = next;
      }
      if (node.max === Infinity) {
        const loop = newPlace(places);
        placeAt(places, here).free.push(loop);
        placeAt(places, loop).free.push(to);
        return connect(places, node.part, loop, loop);
      }
      for (let time = node.min; time < node.max; time += 1) {
        const next = newPlace(places);
        if (!connect(places, node.part, here, next)) return false;
        placeAt(places, here).free.push(to);
        here = next;
      }
      placeAt(places, here).free.push(to);
      return true;
    }
  }
}

function determine(places: readonly Place[], start: number, goal: number): Automaton | undefined {
  const reach = (from: Iterable<number>, at: 'start' | 'middle' | 'end'): readonly number[] => {
    const reached = new Set<number>(from);
    for (const index of reached) {
      const { free, atStart, atEnd } = placeAt(places, index);
      for (const next of free) reached.add(next);
      if (at === 'start') for (const next of atStart) reached.add(next);
      if (at === 'end') for (const next of atEnd) reached.add(next);
    }
    return [...reached].toSorted((a, b) => a - b);
  };
  // A match may begin anywhere: of every state these places are part, and only the others are kept.
  const always = new Set(reach([start], 'middle'));
  const states: (readonly number[])[] = [];
  const known = new Map<string, number>();
  const stateOf = (reached: readonly number[]): number => {
    // Once found, it stays found.
    const isFound = always.has(goal) || reached.includes(goal);
    const kept = isFound ? [goal] : reached.filter((place) => !always.has(place));
    const key = kept.join();
    const old = known.get(key);
    if (old !== undefined) return old;
    known.set(key, states.length);
    return states.push(kept) - 1;
  };
  stateOf(reach([start], 'start'));
  const bounds = byteBounds(places);
  /** By stretch of bytes. */
  const movedFrom = (from: Iterable<number>): readonly number[][] => {
    const moved: number[][] = bounds.map(() => []);
    for (const place of from) {
      for (const step of placeAt(places, place).bytes) {
        for (let index = bounds.indexOf(step.from); (bounds[index] ?? 256) <= step.to; index += 1) {
          moved[index]?.push(step.goal);
        }
      }
    }
    return moved;
  };
  const begun = movedFrom(always).map((moved) => reach(moved, 'middle'));
  const begunAlone = begun.map(stateOf);
  const rows: Uint16Array[] = [];
  for (let state = 0; state < states.length; state += 1) {
    if (states.length > mostStates) return undefined;
    const here = states[state] ?? [];
    const row = new Uint16Array(256);
    const isFound = here.includes(goal);
    for (const [index, further] of movedFrom(here).entries()) {
      const alone = isFound ? state : begunAlone[index];
      const next =
        further.length === 0 || isFound ? alone : stateOf(reach([...further, ...(begun[index] ?? [])], 'middle'));
      row.fill(next ?? state, bounds[index] ?? 0, bounds[index + 1] ?? 256);
    }
    rows.push(row);
  }
  const accepts = states.map(
    (here, state) =>
      reach([...always, ...here], state === 0 ? 'start' : 'end').includes(goal) || endsAtOnce(here, state),
  );
  const steps = new Uint16Array(states.length * 256);
  for (const [state, row] of rows.entries()) steps.set(row, state * 256);
  return { steps, accepts, settled: rows.map((row, state) => row.every((next) => next === state)) };

  /** An empty text is at its beginning and at its end. */
  function endsAtOnce(here: readonly number[], state: number): boolean {
    if (state !== 0) return false;
    const reached = new Set<number>([...always, ...here]);
    for (const index of reached) {
      const { free, atStart, atEnd } = placeAt(places, index);
      for (const next of [...free, ...atStart, ...atEnd]) reached.add(next);
    }
    return reached.has(goal);
  }
}

/** The first bytes of the stretches that no step tells apart. */
function byteBounds(places: readonly Place[]): readonly number[] {
  const bounds = new Set([0]);
  for (const { bytes } of places) {
    for (const { from, to } of bytes) {
      bounds.add(from);
      if (to < 255) bounds.add(to + 1);
    }
  }
  return [...bounds].toSorted((a, b) => a - b);
}

function placeAt(places: readonly Place[], index: number): Place {
  const place = places[index];
  if (place === undefined) throw new Error(`there is no place ${index}`);
  return place;
}
