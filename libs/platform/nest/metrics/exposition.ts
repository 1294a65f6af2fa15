import type { Registry } from 'prom-client';
import type { Metric } from './metric';

/** An answer in Prometheus' text format. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Node.js's own metrics are of the process, however many servers are in it; watching them begins when somebody first asks. */
let ofProcess: Promise<Registry> | undefined;

/** Writes the metrics and Node.js's own in Prometheus' text format 0.0.4. */
export async function expose(metrics: readonly Metric[]): Promise<Exposition> {
  // Loaded when it is first needed: a start of the server does not wait for it.
  const { Counter, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  for (const { kind, name, help, samples } of metrics) {
    // Without labels a metric begins at 0, which would be a claim where nothing is known.
    if (samples.length === 0) continue;
    const settings = { name, help, labelNames: Object.keys(samples[0]!.labels), registers: [registry] };
    const metric = kind === 'counter' ? new Counter(settings) : new Gauge(settings);
    for (const { labels, value } of samples) metric.inc(labels, value);
  }
  ofProcess ??= watchProcess();
  const text = (await registry.metrics()) + (await (await ofProcess).metrics());
  return { contentType: registry.contentType, text };
}

async function watchProcess(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
