import { systemClock } from '#platform/clock/clock.ts';
import { leave } from './cli/leave.ts';
import { createProgressBar } from './cli/progress.ts';
import { describeVerb, runVerb, wrongUsage, type Surroundings } from './cli/run-verb.ts';
import { verbs } from './cli/verbs.ts';

// The only file that touches arguments, environment, signals and exit codes. It imports next to nothing: a verb loads
// what it needs itself.

const { argv, env, stdout, stderr } = process;
const [name, ...given] = argv.slice(2);
const language = /^vi/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'vi' : 'en';

const surroundings: Surroundings = {
  environment: env,
  print: (text) => new Promise((done) => stdout.write(text, () => done())),
  notice: (line) => void stderr.write(`${line}\n`),
  progress: (label) =>
    createProgressBar({ write: (text) => void stderr.write(text), terminal: stderr.isTTY, clock: systemClock }, label),
  untilEnd: () =>
    new Promise((end) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          process.once(signal, () => process.exit(130));
          end();
        });
      }
    }),
};

// Whoever reads us may stop reading (`| head`); that is no failure.
let unread: number | undefined;
stdout.on('error', (error: NodeJS.ErrnoException) => {
  unread = error.code === 'EPIPE' ? 0 : 1;
  leave(process, unread);
});

const load = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
const code = load === undefined ? await showHelp() : await runVerb((await load()).verb, given, language, surroundings);
// What was written must get out.
await new Promise((done) => stdout.write('', done));
leave(process, unread ?? code);

async function showHelp(): Promise<0 | 2> {
  const asked = name === 'help' || name === '--help' || name === '-h';
  if (!asked && argv.includes('--json')) {
    const detail = name === undefined || name === '--json' ? 'A verb is missing' : `There is no verb «${name}»`;
    await surroundings.print(`${JSON.stringify({ error: { ...wrongUsage, detail } })}\n`);
  }
  if (!asked && name !== undefined) surroundings.notice(`daklake: ${name}?\n`);
  for (const each of Object.values(verbs)) {
    const text = describeVerb((await each()).verb, language);
    if (asked) await surroundings.print(`${text}\n`);
    else surroundings.notice(text);
  }
  return asked ? 0 : 2;
}
