import { roles, type Role } from '#api/caller.ts';
import type { Config } from '#app/config.ts';
import { createAccess, type Access } from '#modules/access/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { systemClock, vietnamTime } from '#platform/clock/clock.ts';
import { findServerOrigin } from '#platform/files/index.ts';
import { openDataFolderDatabase } from './data-folder-database.ts';
import { verbConfig } from './verb-config.ts';
import { defineVerb, UsageError } from './verb.ts';

export const verb = defineVerb({
  usage: [
    'admin link [--data DIR]',
    'admin token NAME --role ROLE [--agency CODE] [--unit CODE] [--replace] [--data DIR]',
  ],
  summary: {
    vi: 'Tạo liên kết một lần cho quản trị viên, hoặc một mã truy cập (token). Cần thư mục dữ liệu, không cần máy chủ.',
    en: 'Makes a one-time link for an administrator, or a token. Needs the data folder, not a server.',
  },
  options: {
    role: { type: 'string' },
    agency: { type: 'string' },
    unit: { type: 'string' },
    replace: { type: 'boolean' },
    data: { type: 'string' },
  },
  positionals: { min: 1, max: 2 },
  failure: 4,
  async run({ positionals: [what, name], options, environment, json, print, notice }) {
    const config = verbConfig({
      ...environment,
      ...(options.data === undefined ? {} : { DAKLAKE_DATA: options.data }),
    });
    if (what === 'link' && name === undefined) {
      const { url, expires } = await withAccess(await withServersOrigin(config, environment), (access) =>
        access.createAdministratorLink(),
      );
      await print(json ? `${JSON.stringify({ url, expires: vietnamTime(expires) })}\n` : `${url}\n`);
      if (!json) notice(`Once, until ${vietnamTime(expires)}. Whoever opens it becomes an administrator.`);
      return 0;
    }
    if (what === 'token' && name !== undefined) {
      const role = readRole(options.role);
      const { agency = null, unit = null, replace = false } = options;
      const token = { name, role, agency, unit, replace, createdBy: 'daklake admin' };
      const issued = await withAccess(config, (access) => access.issueToken(token));
      await print(json ? `${JSON.stringify({ name, token: issued.token, role })}\n` : `${issued.token}\n`);
      if (!json) notice('It is shown this once and kept as a hash only.');
      return 0;
    }
    throw new UsageError('admin takes «link», or «token» and a name');
  },
});

/** A link is of use at the server's address, which whoever types this need not have set. */
async function withServersOrigin(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Config> {
  if (environment['DAKLAKE_ORIGIN']) return config;
  return { ...config, origin: (await findServerOrigin(config.dataFolder)) ?? config.origin };
}

function readRole(text: string | undefined): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new UsageError(`--role is one of ${roles.join(', ')}`);
  return role;
}

/** Works beside a running server; where none runs, it is the data folder's owner for as long as it takes. */
async function withAccess<T>(config: Config, work: (access: Access) => Promise<T>): Promise<T> {
  await using undo = new AsyncDisposableStack();
  const { database, close } = await openDataFolderDatabase(config, undo);
  undo.defer(close);
  const directory = createDirectory({ packs: config.packsFolder });
  return await work(createAccess({ database, directory, clock: systemClock, origin: config.origin }));
}
