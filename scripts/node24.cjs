// Runs its arguments under Node 24, as node24.sh starts it. Written for any Node from 20 on, in plain old JavaScript, because
// whatever Node the shell has is the one that starts it. npm 10 leaves out node_modules/.bin/node, so nothing relies on that link.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync, realpathSync } = require('node:fs');
const { constants } = require('node:os');
const { join } = require('node:path');

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

const given = [join(__dirname, 'node24.sh'), node].concat(process.argv.slice(2));
// Where this is Node 24 itself it becomes what it starts: no process waits beside it, and signals go where they should.
if (running) process.execve('/bin/sh', ['sh'].concat(given), process.env);

// Killed outright, the launcher can pass nothing on: then the kernel ends what it started, where it can be asked to.
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(
  (file) => existsSync(file) && !/busybox/.test(realpathSync(file)),
);
const child = setpriv
  ? spawn(setpriv, ['--pdeathsig', 'KILL', '--', '/bin/sh'].concat(given), { stdio: 'inherit' })
  : spawn('/bin/sh', given, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
