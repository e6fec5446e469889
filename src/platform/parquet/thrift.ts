/** A value as Thrift's compact protocol writes it: all that a Parquet footer is made of. */
export type Thrift =
  | { readonly kind: 'int32' | 'int64'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'list'; readonly of: Thrift['kind']; readonly items: readonly Thrift[] }
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<number, Thrift>> };

const codes = { int32: 5, int64: 6, text: 8, list: 9, struct: 12 } as const;

export const int32 = (value: number): Thrift => ({ kind: 'int32', value });
export const int64 = (value: number): Thrift => ({ kind: 'int64', value });
export const text = (value: string): Thrift => ({ kind: 'text', value });
export const list = (of: Thrift['kind'], items: readonly Thrift[]): Thrift => ({ kind: 'list', of, items });
/** Fields by their numbers. */
export const struct = (fields: Readonly<Record<number, Thrift>>): Thrift => ({ kind: 'struct', fields });

export function encodeThrift(value: Thrift): Buffer {
  const bytes: number[] = [];
  write(bytes, value);
  return Buffer.from(bytes);
}

/** Seven bits a byte, the lowest first. */
export function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

function write(bytes: number[], value: Thrift): void {
  switch (value.kind) {
    case 'int32':
    case 'int64':
      // Zigzag; whatever a footer counts is not negative.
      bytes.push(...varint(value.value * 2));
      break;
    case 'text': {
      const encoded = Buffer.from(value.value);
      bytes.push(...varint(encoded.length), ...encoded);
      break;
    }
    case 'list':
      if (value.items.length < 15) bytes.push((value.items.length << 4) | codes[value.of]);
      else bytes.push(0xf0 | codes[value.of], ...varint(value.items.length));
      for (const item of value.items) write(bytes, item);
      break;
    case 'struct': {
      let before = 0;
      // The keys of a record come in ascending order where they are whole numbers.
      for (const [number, field] of Object.entries(value.fields)) {
        bytes.push(((Number(number) - before) << 4) | codes[field.kind]);
        write(bytes, field);
        before = Number(number);
      }
      bytes.push(0);
      break;
    }
  }
}
