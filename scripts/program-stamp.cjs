// Tells whether what build-program.ts made is of the sources as they are: by their names, sizes and times, since whoever asks
// is about to start. Plain old JavaScript, as node24.cjs.
'use strict';
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/** The verbs that end with their work and run no server. */
const light = ['check', 'contract', 'infer', 'load', 'read', 'template'];

/** Says which verbs were built. */
const list = 'scripts/program-stamp.cjs';

/** How these files stand, a line each. Times are in whole seconds: archives know no others. */
function stampOf(root, files) {
  return files
    .map(function (file) {
      const found = statSync(join(root, file));
      return found.size + ' ' + Math.floor(found.mtimeMs / 1000) + ' ' + file + '\n';
    })
    .join('');
}

function isFresh(root) {
  try {
    const stamp = readFileSync(join(root, 'build', 'program', 'stamp'), 'utf8');
    const files = stamp
      .split('\n')
      .slice(0, -1)
      .map(function (line) {
        return line.split(' ').slice(2).join(' ');
      });
    return files.includes(list) && stamp === stampOf(root, files);
  } catch {
    return false;
  }
}

module.exports = { light, list, stampOf, isFresh };
