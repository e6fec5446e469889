export const roles = [
  'administrator',
  'governor',
  'owner',
  'steward',
  'officer',
  'leader',
  'compliance',
  'auditor',
  'operator',
  'citizen',
  'machine',
] as const;
export type Role = (typeof roles)[number];

/** Who asks. Established once per request by `access`; every decision takes it as a value. */
export type Caller = AnonymousCaller | KnownCaller;

export interface AnonymousCaller {
  readonly kind: 'anonymous';
}

export interface KnownCaller {
  readonly kind: 'user' | 'token';
  readonly id: string;
  /** The user's name or e-mail address, or the token's name. */
  readonly name: string;
  readonly role: Role;
  /** Code of the agency that the caller works for, e.g. `H15.05`. */
  readonly agency: string | null;
  /** Code of the commune that an officer reports for, e.g. `24169`. */
  readonly unit: string | null;
}
