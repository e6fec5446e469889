import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricOptions<Label extends string> {
  /** With `daklake_` before it and its unit behind it; a counter's without `_total`, which the format adds. */
  readonly name: string;
  readonly help: string;
  /** Their values must be few, and known beforehand: never what somebody sends, never a name of somebody. */
  readonly labels?: readonly Label[];
}

export type Labels<Label extends string> = Readonly<Record<Label, string>>;

export interface Metrics {
  counter<Label extends string>(options: MetricOptions<Label>): { add(labels: Labels<Label>, by?: number): void };
  histogram<Label extends string>(
    options: MetricOptions<Label> & { readonly buckets: readonly number[] },
  ): { observe(labels: Labels<Label>, value: number): void };
  /** Is asked for its values when somebody reads the metrics; what it throws leaves it out of that answer. */
  gauge<Label extends string>(
    options: MetricOptions<Label>,
    read: () => Promise<readonly (readonly [Labels<Label>, number])[]>,
  ): void;
  /** All of them in the OpenMetrics text format. */
  write(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** A registry of its own, with what Node tells of this process. */
export function createMetrics(): Metrics {
  const registry = new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  return {
    counter({ name, help, labels = [] }) {
      const counter = new Counter({ name, help, labelNames: [...labels], registers });
      return { add: (of, by = 1) => counter.inc({ ...of }, by) };
    },
    histogram({ name, help, labels = [], buckets }) {
      const histogram = new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers });
      return { observe: (of, value) => histogram.observe(of, value) };
    },
    gauge({ name, help, labels = [] }, read) {
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        async collect() {
          this.reset();
          // Which leaves one without labels at 0, as if that had been read.
          if (labels.length === 0) this.remove();
          for (const [of, value] of await read().catch(() => [])) this.set({ ...of }, value);
        },
      });
    },
    write: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
