import { fail } from '../errors.ts';

/** How the answer is to be written. */
export interface AnswerShape {
  /** One object instead of an array, or 406. */
  readonly single: boolean;
  /** Members that are null are left out. */
  readonly withoutNulls: boolean;
  readonly contentType: string;
}

const offered = new Set(['application/json', 'application/vnd.pgrst.array', 'application/vnd.pgrst.object']);

/** The first media type of `Accept` that is offered. Throws `media-type-not-offered`. */
export function acceptedShape(accept: string | undefined): AnswerShape {
  const asked = (accept ?? '').trim() === '' ? '*/*' : (accept ?? '').toLowerCase();
  for (const entry of asked.split(',')) {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const plain = ['*/*', 'application/*'].includes(type)
      ? 'application/json'
      : type.replace(/^(application\/vnd\.pgrst\.(?:array|object))\+json$/, '$1');
    if (!offered.has(plain) || parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) continue;
    const withoutNulls = plain !== 'application/json' && parameters.includes('nulls=stripped');
    const named = plain === 'application/json' ? plain : `${plain}+json${withoutNulls ? ';nulls=stripped' : ''}`;
    return { single: plain.endsWith('object'), withoutNulls, contentType: `${named}; charset=utf-8` };
  }
  throw fail('media-type-not-offered', `None of these media types are available: ${accept}`, {
    members: {
      hint: 'Records are JSON; the same as csv, xlsx, ndjson, parquet or geojson is at /download.csv and so on',
    },
  });
}

/** A record's JSON text without its members that are null. */
export function withoutNulls(record: string): string {
  return JSON.stringify(JSON.parse(record), (_name, value: unknown) => (value === null ? undefined : value));
}
