import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const accessErrors = {
  'credentials-wrong': { kind: 'unauthenticated', title: 'E-mail address or password is wrong' },
  'sign-in-throttled': { kind: 'limit-exceeded', title: 'Too many failed sign-ins' },
  'token-unknown': { kind: 'unauthenticated', title: 'The token is not known, has expired or was revoked' },
  'sign-in-needed': { kind: 'unauthenticated', title: 'Sign in first' },
  'right-missing': { kind: 'forbidden', title: 'A right is missing' },
  'link-unknown': { kind: 'not-found', title: 'The link is not known, has expired or was used' },
  'email-taken': { kind: 'conflict', title: 'There is a user with this e-mail address' },
  'token-name-taken': { kind: 'conflict', title: 'There is a token with this name' },
  'user-unknown': { kind: 'not-found', title: 'There is no account with this e-mail address' },
  'password-weak': { kind: 'unprocessable', title: 'The password is too short' },
  'agency-needed': { kind: 'unprocessable', title: 'This role needs an agency' },
  'agency-unknown': { kind: 'unprocessable', title: 'There is no such agency' },
  'unit-unknown': { kind: 'unprocessable', title: 'There is no such commune today' },
} as const satisfies ErrorTable;

export const fail = errorsOf(accessErrors);
