import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const uploadErrors = {
  'upload-unknown': { kind: 'not-found', title: 'There is no such upload, or it is not yours' },
  'upload-unfinished': { kind: 'conflict', title: 'The upload is not whole yet' },
  'upload-offset-wrong': { kind: 'conflict', title: 'The upload goes on at another offset' },
  'upload-expired': { kind: 'gone', title: 'The upload was not finished in time' },
  'upload-request-invalid': { kind: 'invalid', title: 'The request does not follow the tus protocol' },
  'upload-version-unknown': { kind: 'precondition-failed', title: 'Only version 1.0.0 of the tus protocol is spoken' },
  'upload-too-large': { kind: 'too-large', title: 'The upload is larger than allowed, or than it was announced' },
  'uploads-too-many': { kind: 'limit-exceeded', title: 'You have too many uploads open' },
  'upload-unwritten': { kind: 'unavailable', title: 'The upload could not be written' },
} as const satisfies ErrorTable;

export const failUpload = errorsOf(uploadErrors);
