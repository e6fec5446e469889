import type { EncodingName } from '#api/encodings.ts';
import type { ContractProposal } from '#api/proposals.ts';

export type ProposalAnswer =
  | { readonly kind: 'proposed'; readonly proposal: ContractProposal }
  | { readonly kind: 'refused'; readonly code: string };

/** How a file is read, where somebody asked for it; what is left open, or '', is judged. */
export interface AskedReading {
  readonly sheet?: string;
  readonly encoding?: EncodingName | '';
  readonly longForm?: boolean;
}

/** As the API takes it, with a `?` before it; '' where nothing was asked. */
export function queryOf({ sheet, encoding = '', longForm }: AskedReading): string {
  const query = new URLSearchParams({
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === '' ? {} : { encoding }),
    ...(longForm === undefined ? {} : { longForm: String(longForm) }),
  });
  return query.size === 0 ? '' : `?${query}`;
}

/** Sends the file and waits for the proposal; tells how many bytes have gone. `connection-lost` is ours: no answer came. */
export function requestProposal(
  file: File,
  tell: (done: number) => void,
  asked: AskedReading = {},
): Promise<ProposalAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', `/api/v1/proposals${queryOf(asked)}`);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => tell(Math.min(event.loaded, file.size)));
    request.addEventListener('load', () => resolve(readAnswer(request.status, request.response)));
    request.addEventListener('error', () => resolve({ kind: 'refused', code: 'connection-lost' }));
    request.send(form);
  });
}

function readAnswer(status: number, answer: unknown): ProposalAnswer {
  // Our own API's answer, of the shape that its route declares.
  if (status === 200) return { kind: 'proposed', proposal: answer as ContractProposal };
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '';
  return { kind: 'refused', code: code || 'connection-lost' };
}
