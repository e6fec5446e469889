#!/usr/bin/env node
// The command `daklake`: hands over to Node 24, wherever it is called from.
'use strict';
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isFresh, light } = require('../scripts/program-stamp.cjs');
const root = join(__dirname, '..');
// What ends with its work starts from few files where they are those of the sources; a server starts from the sources.
const built = light.includes(process.argv[2]) && isFresh(root);
const main = join(root, ...(built ? ['build', 'program', 'main.js'] : ['src', 'main.ts']));
if (process.env.NODE24_PROCESS === String(process.pid)) {
  // Node 24 as node24.sh starts it: there is nobody to hand over to.
  delete process.env.NODE24_PROCESS;
  process.argv[1] = main;
  import(pathToFileURL(main).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
} else {
  process.argv.splice(2, 0, main);
  require(join(root, 'scripts', 'node24.cjs'));
}
