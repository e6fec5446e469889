import { runChild } from './run-child.ts';

export interface Question {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, sent by POST. */
  readonly body?: string;
}

export interface Asking {
  readonly address: string;
  readonly callers: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly questions: readonly Question[];
  /** Ask them over and over for so long; otherwise every one once. */
  readonly seconds?: number;
}

export interface Told {
  /** Of every answer. */
  readonly milliseconds: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly seconds: number;
}

/** Asks from a process of its own, and throws where an answer has another status than the one expected. */
export async function askServer(asking: Asking, status = '200'): Promise<Told> {
  // It prints what this type says.
  const told = (await runChild('ask.child.ts', asking)) as Told;
  const others = Object.keys(told.statuses).filter((each) => each !== status);
  if (others.length > 0) throw new Error(`Answers with ${JSON.stringify(told.statuses)}, not only ${status}`);
  return told;
}

/** The value that so many of a hundred are under. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
