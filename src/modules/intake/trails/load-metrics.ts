import type { LoadState } from '#api/loads.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** Figures of all loads together. Datasets are no labels: there are thousands. */
export function loadMetrics(metrics: Metrics) {
  const ended = metrics.counter({
    name: 'daklake_loads_ended',
    help: 'Runs of loads that came to rest, by state; of failed ones by the code of the failure.',
    labels: ['state', 'code'],
  });
  const rows = metrics.counter({
    name: 'daklake_load_rows',
    help: 'Rows of checked loads, by what became of them.',
    labels: ['outcome'],
  });
  const bytes = metrics.counter({ name: 'daklake_load_received_bytes', help: 'Bytes of the files of received loads.' });
  const stages = metrics.histogram({
    name: 'daklake_load_stage_seconds',
    help: 'Duration of the stages of loads.',
    labels: ['stage'],
    buckets: seconds,
  });
  const waited = metrics.histogram({
    name: 'daklake_load_wait_seconds',
    help: 'From the receipt of a load to the beginning of its first run.',
    buckets: seconds,
  });
  return {
    received: bytes.add,
    waited: waited.observe,
    stage: stages.observe,
    ended(
      state: LoadState,
      of: { readonly code: string | undefined; readonly rows: Readonly<Record<string, number>> },
    ): void {
      // Codes are those of our tables.
      ended.add({ state, code: of.code ?? '' });
      for (const [outcome, count] of Object.entries(of.rows)) {
        if (outcome !== 'received' && count > 0) rows.add({ outcome }, count);
      }
    },
  };
}
