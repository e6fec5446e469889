import type { Clock } from '../clock/clock.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export type LogFields = Readonly<Record<string, unknown>>;

/** First what varies, then what happened, as in `request.log`: `log.warn({ load, error }, 'load cut off')`. */
export type WriteLog = (fields: LogFields, event: string) => void;

/**
 * Events with fields. An event's wording is fixed and everything that varies is a field, so that a log can be counted.
 * No personal data, no secrets: nobody reviews a log before it is copied elsewhere.
 */
export interface Log {
  readonly debug: WriteLog;
  readonly info: WriteLog;
  readonly warn: WriteLog;
  readonly error: WriteLog;
  /** The same log with fields that every event carries, e.g. the request's id. */
  with(fields: LogFields): Log;
}

export interface LogDeps {
  readonly clock: Clock;
  readonly write: (line: string) => void;
  /** Events below this level are dropped. */
  readonly level: LogLevel;
}

/** One JSON object a line: `time`, `level`, `event`, then the fields; an Error becomes its stack with its causes. */
export function createLog(deps: LogDeps, common: LogFields = {}): Log {
  const lowest = logLevels.indexOf(deps.level);
  const at =
    (level: LogLevel): WriteLog =>
    (fields, event) => {
      if (logLevels.indexOf(level) < lowest) return;
      const entry = { time: deps.clock().toISOString(), level, event, ...common, ...fields };
      deps.write(`${JSON.stringify(entry, presentValue)}\n`);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createLog(deps, { ...common, ...fields }),
  };
}

/** For tests, and for verbs whose only output is their answer. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

function presentValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (!(value instanceof Error)) return value;
  const text = value.stack ?? value.message;
  return value.cause === undefined ? text : { error: text, cause: value.cause };
}
