import { Readable } from 'node:stream';
import type { Caller } from '#api/caller.ts';
import { authorizeSending, type AuthorizeDeps, type SeenLoad } from '../http/authorize-load.ts';
import type { Loads } from '../loads/create-loads.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { mostJsonBytes, type CorrectionBody } from './correction-body.ts';
import { correctedLoad, type MendingDeps } from './read-mending.ts';

export interface SendCorrectionDeps extends AuthorizeDeps {
  readonly loads: Pick<Loads, 'correct'>;
  readonly mending: Pick<MendingDeps, 'store'>;
}

/** Sends what a page says, as its JSON would be sent to the API. */
export async function sendCorrectionBody(
  deps: SendCorrectionDeps,
  caller: Caller,
  { load, contract, rights }: SeenLoad,
  body: CorrectionBody,
): Promise<LoadRow> {
  const sender = await authorizeSending(deps, caller, load.dataset);
  return deps.loads.correct({
    corrected: await correctedLoad(deps.mending.store, load),
    contract,
    rights,
    sender,
    body: 'json',
    fileName: 'corrections.json',
    content: Readable.from([Buffer.from(JSON.stringify(body))]),
    mostBytes: mostJsonBytes,
  });
}
