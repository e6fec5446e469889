import { setTimeout as sleep } from 'node:timers/promises';
import { conditions, type Condition, type HealthCode, type HealthPart } from '#api/health.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';

/** Numbers and names that the words about a finding are made of. */
export type Facts = Readonly<Record<string, string | number>>;

/** What a look at one part gave. */
export interface Finding {
  readonly condition: Condition;
  /** What is the matter, for programs and for the words. */
  readonly code: HealthCode;
  readonly facts: Facts;
  /** Where the part itself knows it; otherwise since the first look that found it. */
  readonly since?: Date;
}

export interface HealthCheck {
  readonly part: HealthPart;
  /** One look a round; must not take long, and may throw: then the part is `unseen`. */
  readonly look: () => Promise<Finding>;
}

export interface PartHealth extends Finding {
  readonly part: HealthPart;
  readonly since: Date;
  readonly lookedAt: Date;
}

export interface HealthReport {
  /** That of the worst part. */
  readonly condition: Condition;
  /** In the order of the checks. */
  readonly parts: readonly PartHealth[];
}

export interface Health {
  /** The newest look, or a new one where that is too old. */
  report(): Promise<HealthReport>;
  /** Looks by itself from now on, so that «since when» is true also where nobody asks. */
  start(): void;
  stop(): void;
}

export interface HealthDeps {
  readonly checks: readonly HealthCheck[];
  readonly clock: Clock;
  readonly log: Log;
  /** How long a look is told again before the next one, in milliseconds. */
  readonly freshFor?: number;
}

const every = 30_000;
const longestLook = 5000;

/** Looks at every part now and then, remembers since when each is as it is, and logs when one changes. */
export function createHealth({ checks, clock, log, freshFor = 5000 }: HealthDeps): Health {
  let last: HealthReport | undefined;
  let lookedAt = -Infinity;
  let underWay: Promise<HealthReport> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<HealthReport> {
    const parts = await Promise.all(checks.map((check) => lookAt(check)));
    const worst = Math.max(...parts.map(({ condition }) => conditions.indexOf(condition)), 0);
    last = { condition: conditions[worst] ?? 'bad', parts };
    lookedAt = performance.now();
    return last;
  }

  async function lookAt({ part, look: ask }: HealthCheck): Promise<PartHealth> {
    const found = await Promise.race([ask(), tooLong()]).catch((error: unknown): Finding => {
      log.warn({ part, error }, 'health not seen');
      return { condition: 'watch', code: 'unseen', facts: {} };
    });
    const before = last?.parts.find((one) => one.part === part);
    const same = before !== undefined && before.condition === found.condition && before.code === found.code;
    const now = clock();
    if (!same && (before !== undefined || found.condition !== 'good')) {
      const write = found.condition === 'good' ? log.info : log.warn;
      write(
        { part, condition: found.condition, code: found.code, before: before?.condition, ...found.facts },
        'health changed',
      );
    }
    return { ...found, part, since: found.since ?? (same ? before.since : now), lookedAt: now };
  }

  const report = (): Promise<HealthReport> => {
    if (last !== undefined && performance.now() - lookedAt < freshFor) return Promise.resolve(last);
    underWay ??= look().finally(() => (underWay = undefined));
    return underWay;
  };

  return {
    report,
    start() {
      timer = setInterval(() => void report(), every).unref();
    },
    stop: () => clearInterval(timer),
  };
}

async function tooLong(): Promise<never> {
  await sleep(longestLook, undefined, { ref: false });
  throw new Error(`No answer within ${longestLook} ms`);
}
