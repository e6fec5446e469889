import { createAccess, type Access } from '#modules/access/index.ts';
import type { Config } from '#app/config.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { findServerOrigin } from '#platform/files/index.ts';
import { deeds } from './admin/deeds.ts';
import { openDataFolderDatabase } from './data-folder-database.ts';
import { verbConfig } from './verb-config.ts';
import { defineVerb, UsageError } from './verb.ts';

export const verb = defineVerb({
  usage: [
    'admin link [--data DIR]',
    'admin users [--data DIR]',
    'admin reset|enable|disable EMAIL [--data DIR]',
    'admin tokens [--data DIR]',
    'admin token NAME --role ROLE [--agency CODE] [--unit CODE] [--replace] [--data DIR]',
    'admin revoke NAME [--data DIR]',
  ],
  summary: {
    vi:
      'Tạo liên kết một lần cho quản trị viên; liệt kê tài khoản, đặt lại mật khẩu, mở hoặc khóa tài khoản; tạo, liệt kê, ' +
      'thu hồi mã truy cập (token). Cần thư mục dữ liệu, không cần máy chủ.',
    en:
      'Makes a one-time link for an administrator; lists accounts, sets a new password, opens or shuts an account; makes, ' +
      'lists and revokes tokens. Needs the data folder, not a server.',
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
  async run({ positionals: [what = '', subject], options, environment, json, language, print, notice }) {
    const config = verbConfig({
      ...environment,
      ...(options.data === undefined ? {} : { DAKLAKE_DATA: options.data }),
    });
    const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined;
    if (deed === undefined) throw new UsageError(`admin takes ${Object.keys(deeds).join(', ')}`);
    if (deed.takes !== undefined && !subject) throw new UsageError(`admin ${what} takes ${deed.takes}`);
    if (deed.takes === undefined && subject !== undefined) throw new UsageError(`admin ${what} takes nothing more`);
    const work = deed.prepare({ subject: subject ?? '', options });
    const done = await withAccess(await withServersOrigin(config, environment), work);
    await print(json ? `${JSON.stringify(done.answer)}\n` : done.text);
    const remark = done.remark?.[language];
    if (remark !== undefined && (!json || done.urgent === true)) notice(remark);
    return 0;
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

/** Works beside a running server; where none runs, it is the data folder's owner for as long as it takes. */
async function withAccess<T>(config: Config, work: (access: Access) => Promise<T>): Promise<T> {
  await using undo = new AsyncDisposableStack();
  const { database, close } = await openDataFolderDatabase(config, undo);
  undo.defer(close);
  const directory = createDirectory({ packs: config.packsFolder });
  return await work(createAccess({ database, directory, clock: systemClock, origin: config.origin }));
}
