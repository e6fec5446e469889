#!/usr/bin/env node
// The command `daklake`: hands over to Node 24, wherever it is called from.
'use strict';
const { join } = require('node:path');
const { isFresh, light } = require('../scripts/program-stamp.cjs');
const root = join(__dirname, '..');
// What ends with its work starts from few files where they are those of the sources; a server starts from the sources.
const built = light.includes(process.argv[2]) && isFresh(root);
process.argv.splice(2, 0, join(root, ...(built ? ['build', 'program', 'main.js'] : ['src', 'main.ts'])));
require(join(root, 'scripts', 'node24.cjs'));
