#!/usr/bin/env node
// The command `daklake`: hands over to Node 24, wherever it is called from.
'use strict';
const { join } = require('node:path');
const root = join(__dirname, '..');
process.argv.splice(2, 0, join(root, 'src', 'main.ts'));
require(join(root, 'scripts', 'node24.cjs'));
