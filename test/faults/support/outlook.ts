import type { HealthView } from '../../../src/api/health.ts';
import { createAccess } from '../../../src/modules/access/index.ts';
import { createDirectory } from '../../../src/modules/directory/index.ts';
import { systemClock } from '../../../src/platform/clock/clock.ts';
import type { FaultServer } from './fault-server.ts';

/** What whoever runs the platform sees of it, as a person with a browser and as a program with a token. */
export interface Outlook {
  /** What is the matter with that part; the words, where there is nothing to mend, are undefined. */
  part(
    name: string,
  ): Promise<{ readonly code: string | undefined; readonly vi: string | undefined; readonly en: string | undefined }>;
  /** The page of health. */
  page(): Promise<{ readonly status: number; readonly text: string }>;
  /** Its lines for that part, e.g. `bad 1`. */
  metrics(): Promise<{ readonly status: number; readonly text: string }>;
}

/** Signs an operator in, while the database is there. */
export async function createOutlook(server: FaultServer): Promise<Outlook> {
  const directory = createDirectory({ packs: 'packs' });
  const access = createAccess({
    database: await server.database(),
    directory,
    clock: systemClock,
    origin: server.address,
  });
  const { token } = await access.issueToken({ name: 'operator', role: 'operator', createdBy: 'test' });
  const bearer = { authorization: `Bearer ${token}` };
  const email = 'van-hanh@example.org';
  const password = 'mat-khau-cua-nguoi-thu';
  await access.createUser({ email, password, name: 'Vận hành', role: 'operator', agency: null, unit: null });
  const { setCookie } = await access.signIn({ email, password, address: '127.0.0.1' });
  const cookie = { cookie: setCookie.split(';')[0] ?? '' };
  const read = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`${server.address}${path}`, { headers, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
  return {
    async part(name) {
      const { status, text } = await read('/api/v1/health', bearer);
      if (status !== 200) return { code: `${status} ${text}`, vi: undefined, en: undefined };
      // An answer of the API.
      const found = (JSON.parse(text) as HealthView).parts.find(({ part }) => part === name);
      return { code: found?.code, vi: found?.mend?.vi, en: found?.mend?.en };
    },
    page: () => read('/console/health', cookie),
    metrics: () => read('/metrics', bearer),
  };
}
