import type { ReceiptView } from '#api/receipts.ts';

export type Comparison =
  | { readonly kind: 'computing' | 'same' | 'other-hash' | 'too-large' | 'unreadable'; readonly name: string }
  | { readonly kind: 'other-size'; readonly name: string; readonly bytes: number };

/** The browser hashes only what it holds whole in its memory. */
const largest = 512 * 1024 ** 2;

/** Whether the file is the one on the receipt. A file of another size is told without reading it. */
export async function compareFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
  expected: ReceiptView['file'],
): Promise<Comparison> {
  const { name } = file;
  if (file.size !== expected.bytes) return { kind: 'other-size', name, bytes: file.size };
  if (file.size > largest) return { kind: 'too-large', name };
  try {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { kind: hash === expected.sha256 ? 'same' : 'other-hash', name };
  } catch {
    return { kind: 'unreadable', name };
  }
}
