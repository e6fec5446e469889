import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Writable } from 'node:stream';

export interface KeptTemplate {
  readonly workbook: Buffer;
  /** Of its bytes. */
  readonly tag: string;
}

/** Workbooks that stay the same under their names: the one longest unused goes first. */
export interface TemplateCache {
  /** Whoever asks for a workbook that is being written waits for that one. */
  get(name: string, write: (output: Writable) => Promise<void>): Promise<KeptTemplate>;
}

/** Writes one workbook at a time, so that no more is in memory than `mostBytes` and the one that is being written. */
export function createTemplateCache({ mostBytes }: { readonly mostBytes: number }): TemplateCache {
  const kept = new Map<string, KeptTemplate>();
  const underWay = new Map<string, Promise<KeptTemplate>>();
  let bytes = 0;
  let last: Promise<unknown> = Promise.resolve();

  function keep(name: string, template: KeptTemplate): void {
    if (template.workbook.length > mostBytes) return;
    kept.set(name, template);
    bytes += template.workbook.length;
    for (const [oldest, { workbook }] of kept) {
      if (bytes <= mostBytes) break;
      kept.delete(oldest);
      bytes -= workbook.length;
    }
  }

  return {
    async get(name, write) {
      const known = kept.get(name);
      if (known !== undefined) {
        kept.delete(name);
        kept.set(name, known);
        return known;
      }
      const written =
        underWay.get(name) ??
        last
          .then(() => writeWhole(write))
          .then((template) => {
            keep(name, template);
            return template;
          })
          .finally(() => underWay.delete(name));
      underWay.set(name, written);
      last = written.catch(() => undefined);
      return written;
    },
  };
}

async function writeWhole(write: (output: Writable) => Promise<void>): Promise<KeptTemplate> {
  const output = new PassThrough();
  const [workbook] = await Promise.all([buffer(output), write(output)]);
  return { workbook, tag: `"${createHash('sha256').update(workbook).digest('base64url').slice(0, 27)}"` };
}
