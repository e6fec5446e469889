import { open } from 'node:fs/promises';
import type { RecordList } from './locate-records.ts';

/** What a page of an API's answer has at most: what it says of itself, and its records. */
const mostParts = 3;
const longestKey = 256;

export interface EnvelopeWatch {
  /** A text begins in an object that is an element of the outermost array: its first is that object's first key. */
  readonly text: (element: number, offset: number) => void;
  /** An array ends that is a member of such an object. */
  readonly array: (found: RecordList) => void;
  /**
   * The records of `[{"page": 1, …}, {"value": [ … ]}]`. The outermost array is no list of records where its few elements
   * begin with different keys and one of them holds more objects than there are elements.
   */
  readonly records: (path: string, outermost: RecordList) => Promise<RecordList | undefined>;
}

export function watchEnvelope(): EnvelopeWatch {
  const keys = new Map<number, number>();
  let largest: RecordList | undefined;
  return {
    text: (element, offset) => {
      if (element <= mostParts && !keys.has(element)) keys.set(element, offset);
    },
    array: (found) => {
      if (found.objects > (largest?.objects ?? 1)) largest = found;
    },
    records: async (path, { objects }) => {
      if (largest === undefined || objects < 2 || objects > mostParts || largest.objects <= objects) return undefined;
      const file = await open(path, 'r');
      try {
        const buffer = Buffer.alloc(longestKey);
        const names = new Set<string>();
        for (const offset of keys.values()) {
          const { bytesRead } = await file.read(buffer, 0, longestKey, offset);
          names.add(buffer.toString('utf8', 0, bytesRead).split('"', 1)[0] ?? '');
        }
        return names.size === objects ? largest : undefined;
      } finally {
        await file.close();
      }
    },
  };
}
