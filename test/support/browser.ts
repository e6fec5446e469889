import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Chromium out of the npm package, on a machine that has none of its libraries; `CHROMIUM_PATH` names another. The
 * caller closes it. The package's own switches are not used: `--single-process` closes the second context, others turn
 * security off.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH'];
  if (own) return chromium.launch({ executablePath: own, args: switches });
  const folder = await unpackBrowser();
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: switches, env });
}

/**
 * Once for this checkout, in a folder of its own: the package unpacks into TMPDIR under fixed names, where a second user
 * could not run the first one's. Unpacked aside and then renamed, so that of two processes at once neither starts half a
 * browser. Within a process one at a time: TMPDIR is the process's.
 */
async function unpackBrowser(): Promise<string> {
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
  const folder = join(cache, 'chromium-unpacked');
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(`${folder}-`);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = aside;
  try {
    await sparticuz.executablePath();
    // The libraries that a bare system lacks: nss, nspr, expat.
    const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
    await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await rename(aside, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(aside, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return folder;
}
