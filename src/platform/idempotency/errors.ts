import { errorsOf, type ErrorTable } from '../errors/domain-error.ts';

export const idempotencyErrors = {
  'idempotency-key-invalid': { kind: 'invalid', title: 'The Idempotency-Key cannot be used' },
  'idempotency-key-reused': { kind: 'unprocessable', title: 'The Idempotency-Key was sent with another request' },
  'idempotency-key-busy': { kind: 'conflict', title: 'The request with this Idempotency-Key is still being answered' },
} as const satisfies ErrorTable;

export const failIdempotency = errorsOf(idempotencyErrors);
