import type { Clock } from '#platform/clock/clock.ts';

export interface ProgressBar {
  /** `total` is null while it is unknown. Cheap enough to call for every row group. */
  report(done: number, total: number | null): void;
  /** Leaves the line; call it before anything else is written to stderr. */
  end(): void;
}

export interface ProgressDeps {
  readonly write: (text: string) => void;
  readonly terminal: boolean;
  readonly clock: Clock;
}

const barWidth = 30;

/** Draws a bar where there is a terminal, at most ten times a second; elsewhere writes a line every five seconds. */
export function createProgressBar(deps: ProgressDeps, label: string): ProgressBar {
  const pause = deps.terminal ? 100 : 5000;
  let shownAt = deps.terminal ? 0 : deps.clock().getTime();
  let drawn = false;
  return {
    report(done, total) {
      const now = deps.clock().getTime();
      if (now - shownAt < pause) return;
      shownAt = now;
      drawn = true;
      if (deps.terminal) deps.write(`\r${drawBar(label, done, total)}\u001B[K`);
      else deps.write(`${label}: ${describe(done, total)}\n`);
    },
    end() {
      if (drawn && deps.terminal) deps.write('\r\u001B[K');
      drawn = false;
    },
  };
}

function drawBar(label: string, done: number, total: number | null): string {
  if (total === null || total <= 0) return `${label} ${done.toLocaleString('en')}`;
  const filled = Math.round((Math.min(done, total) / total) * barWidth);
  return `${label} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${describe(done, total)}`;
}

function describe(done: number, total: number | null): string {
  if (total === null || total <= 0) return done.toLocaleString('en');
  return `${Math.floor((Math.min(done, total) / total) * 100)} %`;
}
