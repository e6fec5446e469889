import { readVersion } from '#app/version.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { createLog } from '#platform/log/log.ts';
import { verbConfig } from './verb-config.ts';
import { defineVerb, VerbFailure } from './verb.ts';

export const verb = defineVerb({
  usage: ['start [--empty] [--port N] [--data DIR]'],
  summary: {
    vi: 'Chạy máy chủ. --empty: không nạp dữ liệu trình diễn.',
    en: 'Runs the server. --empty: without the demonstration province.',
  },
  options: { empty: { type: 'boolean' }, port: { type: 'string' }, data: { type: 'string' }, dev: { type: 'boolean' } },
  positionals: { min: 0, max: 0 },
  failure: 4,
  async run({ options, environment, language, notice, print, untilEnd }) {
    const config = verbConfig({
      ...environment,
      ...(options.empty ? { DAKLAKE_DEMO: '0' } : {}),
      ...(options.port === undefined ? {} : { PORT: options.port }),
      ...(options.data === undefined ? {} : { DAKLAKE_DATA: options.data }),
    });
    const log = createLog({ clock: systemClock, write: (line) => notice(line.trimEnd()), level: config.logLevel });
    const lost = Promise.withResolvers<'lost'>();
    const end = untilEnd();

    const version = await readVersion();
    // Only here: `--help` must not load the whole platform.
    const { compose } = await import('#app/compose.ts');
    const platform = await compose({
      config,
      log,
      clock: systemClock,
      version,
      development: options.dev ?? false,
      onLost: () => lost.resolve('lost'),
    });
    try {
      const address = await platform.listen().catch(refuseAddress);
      await print(`Daklake: ${config.port === 0 ? address : config.origin}\n`);
      const { credentials, administratorLink } = platform.firstStart ?? {};
      // Where they are, never what is in them; the link works once and is shown nowhere else.
      if (credentials !== undefined) notice(sayCredentials[language](credentials));
      if (administratorLink !== undefined) notice(sayLink[language](administratorLink));
      const why = await Promise.race([end, lost.promise]);
      return why === 'lost' ? 4 : 0;
    } finally {
      await platform.close();
    }
  },
});

const sayCredentials = {
  vi: (file: string) => `Tài khoản trình diễn nằm trong ${file}`,
  en: (file: string) => `The demonstration's accounts are in ${file}`,
};

const sayLink = {
  vi: (link: string) => `Quản trị viên đầu tiên mở liên kết này (dùng một lần): ${link}`,
  en: (link: string) => `The first administrator opens this link (it works once): ${link}`,
};

function refuseAddress(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES' && error.code !== 'EADDRNOTAVAIL') throw error;
  const title = 'The server cannot listen at this address';
  throw new VerbFailure(4, {
    code: 'address-unavailable',
    title,
    detail: `${error.message}. Choose another PORT or HOST.`,
  });
}
