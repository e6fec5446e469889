import { roles, type Role } from '#api/caller.ts';
import { vietnamTime } from '#platform/clock/clock.ts';
import { UsageError, VerbFailure } from '../verb.ts';
import { alignColumns } from './align-columns.ts';
import type { Deed } from './deed.ts';

export const tokenDeed: Deed = {
  takes: 'a name',
  prepare: ({ subject: name, options }) => {
    const role = readRole(options.role);
    const { agency = null, unit = null, replace = false } = options;
    return async (access) => {
      const { token } = await access.issueToken({ name, role, agency, unit, replace, createdBy: 'daklake admin' });
      return {
        answer: { name, token, role },
        text: `${token}\n`,
        remark: {
          vi: 'Mã chỉ hiện lần này; hệ thống chỉ giữ giá trị băm.',
          en: 'It is shown this once and kept as a hash only.',
        },
      };
    };
  },
};

export const tokensDeed: Deed = {
  prepare: () => async (access) => {
    const items = (await access.listTokens()).map((token) => ({ ...token, createdAt: vietnamTime(token.createdAt) }));
    const lines = items.map(({ name, role, agency, unit, createdAt, createdBy }) => [
      name,
      role,
      agency ?? '-',
      unit ?? '-',
      createdAt,
      createdBy,
    ]);
    return { answer: { items, total: items.length }, text: alignColumns(lines) };
  },
};

export const revokeDeed: Deed = {
  takes: 'a name',
  prepare:
    ({ subject: name }) =>
    async (access) => {
      if (!(await access.revokeToken(name))) {
        throw new VerbFailure(4, {
          code: 'token-name-unknown',
          title: 'There is no token of this name',
          detail: `No token in use is called ${name}. «daklake admin tokens» lists them.`,
        });
      }
      return {
        answer: { name, revoked: true },
        text: '',
        remark: { vi: 'Mã đã bị thu hồi.', en: 'The token is revoked.' },
      };
    },
};

function readRole(text: string | undefined): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new UsageError(`--role is one of ${roles.join(', ')}`);
  return role;
}
