import { refused } from './cell-steps.ts';

/** Bytes that have but one way to go on: each within a range, or the cell is refused. */
export interface Chain {
  /** Where it begins, as a state of the cell's steps. */
  readonly from: number;
  readonly lows: readonly number[];
  readonly highs: readonly number[];
  /** Where it leads: a state, or below 0 as the steps have it. */
  readonly goal: number;
  /** The state before its last byte. */
  readonly last: number;
}

const longest = 16;
/** Fewer bytes are looked at as quickly one by one. */
const shortest = 4;
/** To find which of them a cell has come upon takes longer with each. */
const mostChains = 16;

/** Chains that a cell may come upon; from the end of one another may follow. `steps`: what `cellSteps` gives. */
export function chainsOf(steps: Int32Array): readonly Chain[] {
  const chains: Chain[] = [];
  const seen = new Set<number>([0]);
  const open = [0];
  const ways = waysIn(steps);
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const chain = chainFrom(ways, state);
    if (chain.lows.length >= shortest) chains.push(chain);
    const goals =
      chain.lows.length >= shortest
        ? [chain.goal]
        : Array.from(steps.subarray(state * 256, state * 256 + 256), stateOf);
    for (const goal of goals) {
      if (goal < 0 || seen.has(goal)) continue;
      seen.add(goal);
      open.push(goal);
    }
  }
  return chains.toSorted((one, other) => other.lows.length - one.lows.length).slice(0, mostChains);
}

interface Way {
  readonly low: number;
  readonly high: number;
  readonly goal: number;
}

/** Of each state the only way on; chains from many states come through it. */
function waysIn(steps: Int32Array): readonly (Way | undefined)[] {
  return Array.from({ length: steps.length / 256 }, (_, state) => onlyWay(steps, state));
}

function chainFrom(ways: readonly (Way | undefined)[], from: number): Chain {
  const [lows, highs]: [number[], number[]] = [[], []];
  let [goal, last] = [from, from];
  while (goal >= 0 && lows.length < longest) {
    const way = ways[goal];
    if (way === undefined) break;
    lows.push(way.low);
    highs.push(way.high);
    last = goal;
    goal = way.goal;
  }
  return { from, lows, highs, goal, last };
}

function onlyWay(steps: Int32Array, state: number): Way | undefined {
  let [low, high, next] = [-1, -1, refused];
  for (let byte = 0; byte < 256; byte += 1) {
    const step = steps[state * 256 + byte] ?? refused;
    if (step === refused) continue;
    if (low >= 0 && (step !== next || high !== byte - 1)) return undefined;
    if (low < 0) low = byte;
    [high, next] = [byte, step];
  }
  return low < 0 ? undefined : { low, high, goal: stateOf(next) };
}

function stateOf(step: number): number {
  return step < 0 ? step : step / 256;
}
