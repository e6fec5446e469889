import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteText } from '../../src/platform/duckdb/quote.ts';

/*
 * The engine's own copy of Parquet files to csv, with the threads and the memory that a download has. Reads its task from
 * standard input, and prints what it measured.
 */
let text = '';
for await (const part of process.stdin.setEncoding('utf8')) text += part;
// Written by download.bench.ts.
const { files, target } = JSON.parse(text) as { readonly files: readonly string[]; readonly target: string };
const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB' });
const connection = await instance.connect();
const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
const list = files.map((file) => quoteText(file)).join(', ');
await connection.run(`copy (from read_parquet([${list}])) to ${quoteText(target)} (format csv)`);
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
  JSON.stringify({ seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 }),
);
process.exit();
