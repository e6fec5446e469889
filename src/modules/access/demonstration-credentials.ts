import { randomBytes as systemRandomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { roles, type Role } from '#api/caller.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { writeFileDurably } from '#platform/files/index.ts';
import type { Access } from './access.ts';
import { createSecret, type RandomBytes } from './secret.ts';

const CredentialsFile = z.object({
  users: z.array(
    z.object({
      email: z.string(),
      password: z.string(),
      role: z.enum(roles),
      agency: z.string().nullable(),
      unit: z.string().nullable(),
    }),
  ),
  tokens: z.array(z.object({ name: z.string(), token: z.string(), role: z.enum(roles) })),
});
type CredentialsFile = z.infer<typeof CredentialsFile>;

interface DemonstrationUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: string | null;
  readonly unit: string | null;
}

/** The first steward is the one of the examples: H15.05, Sở Khoa học và Công nghệ. */
const demonstrationUsers: readonly DemonstrationUser[] = [
  { email: 'quan-tri@daklak.example', name: 'Quản trị hệ thống', role: 'administrator', agency: 'H15.17', unit: null },
  {
    email: 'dau-moi.khcn@daklak.example',
    name: 'Đầu mối dữ liệu Sở KH&CN',
    role: 'steward',
    agency: 'H15.05',
    unit: null,
  },
  {
    email: 'dau-moi.nnmt@daklak.example',
    name: 'Đầu mối dữ liệu Sở NN&MT',
    role: 'steward',
    agency: 'H15.06',
    unit: null,
  },
  {
    email: 'can-bo.ea-kao@daklak.example',
    name: 'Cán bộ phường Ea Kao',
    role: 'officer',
    agency: 'H15.139',
    unit: '24169',
  },
  {
    email: 'can-bo.tan-lap@daklak.example',
    name: 'Cán bộ phường Tân Lập',
    role: 'officer',
    agency: 'H15.135',
    unit: '24121',
  },
  { email: 'lanh-dao@daklak.example', name: 'Lãnh đạo UBND tỉnh', role: 'leader', agency: 'H15', unit: null },
  { email: 'kiem-toan@daklak.example', name: 'Kiểm toán dữ liệu', role: 'auditor', agency: 'H15.13', unit: null },
  { email: 'nguoi-dan@daklak.example', name: 'Người dân', role: 'citizen', agency: null, unit: null },
];
const administratorToken = 'admin';

export interface DemonstrationCredentialsDeps {
  readonly access: Access;
  /** `credentials.json` in the data folder. */
  readonly file: string;
  readonly randomBytes?: RandomBytes;
}

/**
 * Gives the demonstration its users and its token, with random secrets that stand in `file` (mode 0600) and nowhere else.
 * The file is written last: where it stands and its token opens the door, there is nothing to do; where an earlier start
 * was cut off before, or the file belongs to another database, everybody gets new secrets. For a demonstration only.
 */
export async function writeDemonstrationCredentials(deps: DemonstrationCredentialsDeps): Promise<void> {
  if (await areInForce(deps)) return;
  const randomBytes = deps.randomBytes ?? systemRandomBytes;
  const users: CredentialsFile['users'] = [];
  for (const user of demonstrationUsers) {
    const password = createSecret(randomBytes).slice(0, 20);
    await deps.access.createUser({ ...user, password, replace: true });
    const { email, role, agency, unit } = user;
    users.push({ email, password, role, agency, unit });
  }
  const { token } = await deps.access.issueToken({
    name: administratorToken,
    role: 'administrator',
    createdBy: 'demonstration',
    replace: true,
  });
  const credentials: CredentialsFile = {
    users,
    tokens: [{ name: administratorToken, token, role: 'administrator' }],
  };
  await writeFileDurably(deps.file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}

async function areInForce({ access, file }: DemonstrationCredentialsDeps): Promise<boolean> {
  const credentials = await readCredentials(file);
  const token = credentials?.tokens.find(({ name }) => name === administratorToken)?.token;
  if (token === undefined) return false;
  try {
    await access.identify({ authorization: `Bearer ${token}` });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'token-unknown') return false;
    throw error;
  }
}

/** Undefined where there is no such file, or somebody has spoilt it. */
async function readCredentials(file: string): Promise<CredentialsFile | undefined> {
  try {
    return CredentialsFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
