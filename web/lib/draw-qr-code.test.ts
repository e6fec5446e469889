import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { drawQrCode } from './draw-qr-code.ts';

const address = 'https://dulieu.daklak.example.vn/receipts/K7QM-3XRT-9V2D';

test('the path covers exactly the dark modules, with a margin of four', () => {
  const { size, path } = drawQrCode(address);
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let step = 0; step < Number(width); step += 1) dark.add(`${Number(x) + step} ${y}`);
  }
  expect(path.replaceAll(/M\d+ \d+h(\d+)v1h-\1z/g, '')).toBe('');
  const { data } = encode(address, { ecc: 'Q', border: 4 });
  expect(data).toHaveLength(size);
  const expected = data.flatMap((row, y) => row.flatMap((one, x) => (one ? [`${x} ${y}`] : [])));
  expect(dark).toEqual(new Set(expected));
  expect([...dark].filter((place) => place.split(' ').some((at) => Number(at) < 4 || Number(at) >= size - 4))).toEqual(
    [],
  );
});
