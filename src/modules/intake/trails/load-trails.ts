import { restingStates, type Progress } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Log } from '#platform/log/log.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';
import type { Span, Tracing } from '#platform/tracing/tracing.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { loadMetrics } from './load-metrics.ts';
import { logOfLoad } from './log-of-load.ts';

export interface LoadTrailsDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly tracing: Tracing;
  readonly metrics: Metrics;
}

/** What is told of a load where its run ends. */
export type LoadEnd = Pick<LoadRow, 'state' | 'unchanged' | 'error' | 'decided_at'> & {
  readonly result: Pick<CheckResult, 'received' | 'accepted' | 'rejected' | 'duplicate'> | null;
};

/** What is seen of loads from outside: events, spans and figures. Nothing of a load depends on it. */
export interface LoadTrails {
  received(load: LoadRow): void;
  /** Somebody has decided on a held one; the load as it is by that. */
  decided(load: LoadRow): void;
  /** A run of the load begins. */
  begun(load: LoadRow): void;
  /** A stage of it goes on, or, where this one differs from the last, begins; null: it is between two stages. */
  reached(id: string, stage: Progress['stage'] | null): void;
  /** The run ends; the load as it stands now. */
  ended(load: LoadEnd | undefined, id: string): void;
  /** The run was in vain, through nobody's fault: it begins anew after those before it. */
  putBack(id: string): void;
}

interface Trail {
  readonly load: LoadRow;
  readonly begunAt: number;
  readonly span: Span;
  stage: { readonly name: Progress['stage']; readonly begunAt: number; readonly span: Span } | undefined;
  readonly seconds: Map<Progress['stage'], number>;
}

export function createLoadTrails(deps: LoadTrailsDeps): LoadTrails {
  const { tracing } = deps;
  const metrics = loadMetrics(deps.metrics);
  const trails = new Map<string, Trail>();

  function endStage(trail: Trail): void {
    const { stage } = trail;
    if (stage === undefined) return;
    const seconds = (performance.now() - stage.begunAt) / 1000;
    trail.stage = undefined;
    trail.seconds.set(stage.name, (trail.seconds.get(stage.name) ?? 0) + seconds);
    stage.span.end();
    metrics.stage({ stage: stage.name }, seconds);
    logOfLoad(deps.log, trail.load).debug(
      { stage: stage.name, milliseconds: Math.round(seconds * 1000) },
      'load stage ended',
    );
  }

  return {
    received(load) {
      logOfLoad(deps.log, load).info({ bytes: load.file_bytes, mode: load.mode }, 'load received');
      metrics.received({}, load.file_bytes);
    },

    decided(load) {
      const publish = load.state === 'publishing';
      logOfLoad(deps.log, load).info({ publish, force: load.decision_forced }, 'load decided');
      if (!publish) metrics.ended(load.state, { code: undefined, rows: {} });
    },

    begun(load) {
      const parent = load.trace_parent ?? undefined;
      const attributes = { 'daklake.load': load.id, 'daklake.dataset': load.dataset, 'daklake.attempt': load.attempts };
      if (load.attempts === 1 && load.decided_at === null) {
        tracing.start('load waiting', { parent, at: load.created_at, attributes }).end();
        metrics.waited({}, Math.max(0, deps.clock().getTime() - load.created_at.getTime()) / 1000);
      }
      const span = tracing.start('load', { parent, attributes, kind: 'consumer' });
      trails.set(load.id, { load, span, begunAt: performance.now(), stage: undefined, seconds: new Map() });
    },

    reached(id, name) {
      const trail = trails.get(id);
      if (trail === undefined || trail.stage?.name === (name ?? undefined)) return;
      endStage(trail);
      if (name === null) return;
      const span = tracing.start(`load ${name}`, { parent: trail.span.traceparent });
      trail.stage = { name, begunAt: performance.now(), span };
    },

    ended(load, id) {
      const trail = trails.get(id);
      if (trail === undefined) return;
      trails.delete(id);
      endStage(trail);
      const log = logOfLoad(deps.log, trail.load);
      const milliseconds = Math.round(performance.now() - trail.begunAt);
      if (load === undefined || !restingStates.includes(load.state)) {
        trail.span.end('cut off');
        log.warn({ state: load?.state, milliseconds }, 'load cut off');
        return;
      }
      const stages = Object.fromEntries(
        [...trail.seconds].map(([stage, seconds]) => [stage, Math.round(seconds * 1000)]),
      );
      const { state, result, unchanged, error } = load;
      const rows = result === null ? {} : rowsOf(result);
      log.info(
        { state, ...(error === null ? {} : { code: error.code }), unchanged, ...rows, milliseconds, stages },
        'load ended',
      );
      // Those of a held load were counted when it was checked.
      const counted = unchanged || load.decided_at !== null ? {} : rows;
      metrics.ended(state, { code: error?.code, rows: counted });
      trail.span.set({ 'daklake.state': state, ...rows });
      trail.span.end(error?.code);
    },

    putBack(id) {
      const trail = trails.get(id);
      if (trail === undefined) return;
      trails.delete(id);
      endStage(trail);
      trail.span.end();
      const milliseconds = Math.round(performance.now() - trail.begunAt);
      logOfLoad(deps.log, trail.load).debug({ milliseconds }, 'load put back');
    },
  };
}

function rowsOf({ received, accepted, rejected, duplicate }: NonNullable<LoadEnd['result']>) {
  return { received, accepted, rejected, duplicate };
}
