import { performance } from 'node:perf_hooks';
import { cpuSecondsOf } from '../../test/support/process-tree.ts';
import { medianOf, type BenchTools, type Bound, type Figure } from './figure.ts';

export interface Taken {
  readonly seconds: number;
  /** User and system, of every process that took part. */
  readonly cpuSeconds: number;
}

export interface Contest {
  readonly name: string;
  readonly bound?: Bound;
  /** Of processor seconds, a figure of its own. */
  readonly cpuBound?: Bound;
  /** What a bare engine, or a peer, does with the same data: the unit of the ratio. */
  readonly baseline: Contestant;
  readonly ours: Contestant;
  readonly runs?: number;
}

/** Does the work once. What it returns is its own measuring; otherwise this process and its children are measured. */
export type Contestant = () => Promise<Taken | void>;

/**
 * Runs baseline and ours in turn after one run of each that is not counted: medians, and their ratio. Machines are noisy:
 * only the ratio is worth quoting, and that of processor seconds moves least with the neighbours.
 */
export async function contest(of: Contest, { tell }: Pick<BenchTools, 'tell'>): Promise<readonly Figure[]> {
  const { name, baseline, ours, runs = 5 } = of;
  const taken = { baseline: [] as Taken[], ours: [] as Taken[] };
  for (let run = 0; run <= runs; run += 1) {
    for (const [side, work] of [['baseline', baseline] as const, ['ours', ours] as const]) {
      const found = await measure(work);
      tell(`${name}: ${side} ${run === 0 ? 'warming up' : run}: ${present(found)}`);
      if (run > 0) taken[side].push(found);
    }
  }
  const [bare, own] = [middleOf(taken.baseline), middleOf(taken.ours)];
  const detail = `ours ${present(own)}; baseline ${present(bare)}; medians of ${runs} runs`;
  return [
    { name, value: own.seconds / bare.seconds, unit: '×', ...(of.bound && { bound: of.bound }), detail },
    {
      name: `${name}: processor seconds`,
      value: own.cpuSeconds / bare.cpuSeconds,
      unit: '×',
      ...(of.cpuBound && { bound: of.cpuBound }),
      detail,
    },
  ];
}

/** Of this process with its children, or, of a server, of the tree of its process. */
export async function measure(work: Contestant, root = process.pid): Promise<Taken> {
  const [began, cpuBefore] = [performance.now(), cpuSecondsOf(root)];
  const own = await work();
  if (own !== undefined) return own;
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSecondsOf(root) - cpuBefore };
}

function middleOf(taken: readonly Taken[]): Taken {
  return {
    seconds: medianOf(taken.map(({ seconds }) => seconds)),
    cpuSeconds: medianOf(taken.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

function present({ seconds, cpuSeconds }: Taken): string {
  return `${seconds.toFixed(2)} s (processor ${cpuSeconds.toFixed(2)} s)`;
}
