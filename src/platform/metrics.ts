import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { MicroCacheStats } from './http/micro-cache.ts';

export type Metrics = {
  answered(answer: { route: string; method: string; status: number; seconds: number }): void;
  jobRan(job: string, outcome: 'done' | 'failed'): void;
  /** Read when somebody asks for the metrics. */
  watchCache(read: () => MicroCacheStats): void;
  watchMail(read: () => Promise<{ waiting: number; gaveUp: number }>): void;
  text(): Promise<string>;
};

/** Counts and durations; labels are routes and closed words, never addresses or ids. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  const seconds = new Histogram({
    name: 'ninefold_request_seconds',
    help: 'Time to answer, by route; pages from the micro-cache are counted apart',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const jobs = new Counter({
    name: 'ninefold_jobs_total',
    help: 'Jobs run',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const gauge = (name: string, help: string, collect: (this: Gauge) => void | Promise<void>) =>
    new Gauge({ name, help, registers, collect });
  collectDefaultMetrics({ register: registry, prefix: 'ninefold_' });
  const known = new Map<string, { observe(seconds: number): void }>();
  const timerFor = (route: string, method: string, status: number) => {
    const kind = `${Math.trunc(status / 100)}xx`;
    const name = `${route} ${method} ${kind}`;
    const timer = known.get(name) ?? seconds.labels(route, method, kind);
    known.set(name, timer);
    return timer;
  };
  return {
    answered: ({ route, method, status, seconds: taken }) => timerFor(route, method, status).observe(taken),
    jobRan: (job, outcome) => jobs.labels(job, outcome).inc(),
    watchCache: (read) => {
      for (const part of ['hits', 'misses', 'entries', 'bytes'] as const)
        gauge(`ninefold_micro_cache_${part}`, `Micro-cache: ${part}`, function collect() {
          this.set(read()[part]);
        });
    },
    watchMail: (read) => {
      gauge('ninefold_mail_waiting', 'Letters that have not left', async function collect() {
        this.set((await read()).waiting);
      });
      gauge('ninefold_mail_given_up', 'Letters given up in the last 30 days', async function collect() {
        this.set((await read()).gaveUp);
      });
    },
    text: () => registry.metrics(),
  };
};

/** The metrics on a port of their own, on loopback. Returns how to close it and which port it got. */
export const serveMetrics = async (
  metrics: Metrics,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> => {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
