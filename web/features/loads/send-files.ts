export type SendAnswer =
  { readonly kind: 'accepted'; readonly load: string } | { readonly kind: 'refused'; readonly code: string };

/**
 * Sends files as the form would, telling how many bytes have gone. XMLHttpRequest, because fetch cannot tell.
 * `connection-lost` is ours: no answer came.
 */
export function sendFiles(address: string, files: readonly File[], tell: (done: number) => void): Promise<SendAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => tell(event.loaded));
    request.addEventListener('load', () => resolve(readAnswer(request.response)));
    request.addEventListener('error', () => resolve({ kind: 'refused', code: 'connection-lost' }));
    request.send(form);
  });
}

/** A load's id, or a problem's code. */
function readAnswer(answer: unknown): SendAnswer {
  if (typeof answer === 'object' && answer !== null) {
    if ('id' in answer && typeof answer.id === 'string') return { kind: 'accepted', load: answer.id };
    if ('code' in answer && typeof answer.code === 'string') return { kind: 'refused', code: answer.code };
  }
  return { kind: 'refused', code: 'connection-lost' };
}
