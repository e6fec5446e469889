/** A shape as its parts: rings, or one position. Null has no shape. */
export type MadeShape =
  | { readonly type: 1 | 11; readonly position: readonly number[] }
  | { readonly type: 3 | 5; readonly parts: readonly (readonly (readonly [number, number])[])[] }
  | null;

/** The bytes of a `.shp`, as the ESRI white paper of 1998 has them. */
export function makeShp(shapes: readonly MadeShape[]): Buffer {
  const records = shapes.map((shape, index) => {
    const content = contentOf(shape);
    const head = Buffer.alloc(8);
    head.writeInt32BE(index + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(shapes.find((shape) => shape !== null)?.type ?? 0, 32);
  return Buffer.concat([head, ...records]);
}

function contentOf(shape: MadeShape): Buffer {
  if (shape === null) return Buffer.alloc(4);
  if ('position' in shape) {
    const content = Buffer.alloc(shape.type === 11 ? 36 : 20);
    content.writeInt32LE(shape.type, 0);
    for (const [index, part] of shape.position.entries()) content.writeDoubleLE(part, 4 + index * 8);
    return content;
  }
  const points = shape.parts.flat();
  const content = Buffer.alloc(44 + shape.parts.length * 4 + points.length * 16);
  content.writeInt32LE(shape.type, 0);
  content.writeInt32LE(shape.parts.length, 36);
  content.writeInt32LE(points.length, 40);
  let before = 0;
  for (const [index, part] of shape.parts.entries()) {
    content.writeInt32LE(before, 44 + index * 4);
    before += part.length;
  }
  for (const [index, [x, y]] of points.entries()) {
    content.writeDoubleLE(x, 44 + shape.parts.length * 4 + index * 16);
    content.writeDoubleLE(y, 52 + shape.parts.length * 4 + index * 16);
  }
  return content;
}

/** The bytes of a dBase table with one column of text, `NAME`, 20 bytes wide; a name that begins with `*` is deleted. */
export function makeDbf(names: readonly (string | Buffer)[]): Buffer {
  const head = Buffer.alloc(65);
  head[0] = 3;
  head.writeUInt32LE(names.length, 4);
  head.writeUInt16LE(65, 8);
  head.writeUInt16LE(21, 10);
  head.write('NAME\0', 32, 'latin1');
  head.write('C', 43, 'latin1');
  head[48] = 20;
  head[64] = 0x0d;
  const records = names.map((name) => {
    const bytes = Buffer.from(name);
    const isDeleted = bytes[0] === 0x2a;
    const record = Buffer.alloc(21, 0x20);
    if (isDeleted) record[0] = 0x2a;
    bytes.copy(record, 1, isDeleted ? 1 : 0);
    return record;
  });
  return Buffer.concat([head, ...records, Buffer.from([0x1a])]);
}
