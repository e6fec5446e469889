// Runs its arguments under Node 24. Written for any Node from 20 on, in plain old JavaScript, because whatever Node
// the shell has is the one that starts it. npm 10 leaves out node_modules/.bin/node, so nothing relies on that link.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync, realpathSync } = require('node:fs');
const { constants } = require('node:os');
const { delimiter, dirname, join } = require('node:path');

const packaged = join(__dirname, '..', 'node_modules', 'node-linux-' + process.arch, 'bin', 'node');
const running = Number(process.versions.node.split('.')[0]) >= 24;
const node = running ? process.execPath : packaged;

if (!running && !existsSync(packaged)) {
  console.error(
    'Node 24 is needed, this is ' +
      process.version +
      '. Was `npm ci` run with --omit=optional? Run `npm ci` again without it.',
  );
  process.exit(1);
}

// What ends with its work may keep memory that is free again: to take it anew from the system costs a tenth of a check.
// Large pages, where the system gives them to who asks, are waited for less.
const ends = process.argv[3] === 'check';
const [largeFrom, keptUpTo] = ends ? ['33554432', '268435456'] : ['131072', '131072'];

const environment = Object.assign({}, process.env, {
  PATH: dirname(node) + delimiter + (process.env.PATH || ''),
  // DuckDB holds libuv threads while it works; with the default four, reading a file could wait for a query.
  UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE || '16',
  // Memory that is free again goes back to the system: by default every thread hoards its own, and what was large once
  // is hoarded too.
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX || '2',
  MALLOC_MMAP_THRESHOLD_: process.env.MALLOC_MMAP_THRESHOLD_ || largeFrom,
  MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ || keptUpTo,
  // Types stripped and code compiled once: verbs and the loads' child processes start in half the time.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(__dirname, '..', 'node_modules', '.cache', 'compile'),
});
if (ends && !environment.GLIBC_TUNABLES) environment.GLIBC_TUNABLES = 'glibc.malloc.hugetlb=1';
// What is young and dead is looked for early: buffers of what streams through are held by it. What ends with its work
// is done before helpers at that, and code compiled anew in the midst of a loop, have paid for themselves.
const given = (
  ends
    ? ['--max-semi-space-size=16', '--min-semi-space-size=16', '--single-threaded-gc', '--no-use-osr']
    : ['--max-semi-space-size=8']
).concat(process.argv.slice(2));
// Where this is Node 24 itself it becomes what it starts: no process waits beside it, and signals go where they should.
if (running) process.execve(node, [node].concat(given), environment);

// Killed outright, the launcher can pass nothing on: then the kernel ends what it started, where it can be asked to.
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(
  (file) => existsSync(file) && !/busybox/.test(realpathSync(file)),
);
const child = setpriv
  ? spawn(setpriv, ['--pdeathsig', 'KILL', '--', node].concat(given), { stdio: 'inherit', env: environment })
  : spawn(node, given, { stdio: 'inherit', env: environment });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
