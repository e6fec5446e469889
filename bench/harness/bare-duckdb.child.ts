import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import type { BareAsking, BareTold } from './ask-duckdb.ts';

/*
 * DuckDB alone at the same concurrency: each caller has a connection and runs its next query when the last one's rows are
 * all there. Reads its task from standard input, and prints what it measured.
 */
let text = '';
for await (const part of process.stdin.setEncoding('utf8')) text += part;
const asking = JSON.parse(text) as BareAsking;
const instance = await DuckDBInstance.create(':memory:', { threads: String(asking.threads) });
const milliseconds: number[] = [];
let asked = 0;
const connections = await Promise.all(Array.from({ length: asking.callers }, () => instance.connect()));
const cpuBefore = process.cpuUsage();
const began = performance.now();
await Promise.all(
  connections.map(async (connection) => {
    for (let sql = asking.queries[asked++]; sql !== undefined; sql = asking.queries[asked++]) {
      const since = performance.now();
      await connection.runAndReadAll(sql);
      milliseconds.push(performance.now() - since);
    }
  }),
);
const cpu = process.cpuUsage(cpuBefore);
const found: BareTold = {
  milliseconds,
  seconds: (performance.now() - began) / 1000,
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
};
process.stdout.write(JSON.stringify(found));
process.exit();
