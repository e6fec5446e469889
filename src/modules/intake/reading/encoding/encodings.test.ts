import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingNames } from '#api/encodings.ts';
import { encodeLegacy, encodeWindows1258, garble } from '#platform/text/testing/encode-legacy.ts';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { spelledInHtml, writtenIn } from '../../../../../test/support/written-in.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const bytes = (view: string) => Buffer.from(view, 'latin1');
const western = (view: Buffer) => Buffer.from(new TextDecoder('windows-1252').decode(view));

/** Every way in which offices' programs leave a text; `legacy` as `read` calls it. */
const ways: readonly (readonly [name: string, legacy: string | null, write: (text: string) => Buffer])[] = [
  ['Windows-1258', null, encodeWindows1258],
  ['VNI', 'VNI', (text) => bytes(encodeLegacy('VNI', text))],
  ['VISCII', 'VISCII', (text) => bytes(encodeLegacy('VISCII', text))],
  ['TCVN 5712', 'TCVN5712', (text) => bytes(encodeLegacy('TCVN5712', text))],
  ['VNI in UTF-8', 'VNI', (text) => western(bytes(encodeLegacy('VNI', text)))],
  ['VISCII in UTF-8', 'VISCII', (text) => western(bytes(encodeLegacy('VISCII', text)))],
  ['Windows-1258 in UTF-8', 'mojibake', (text) => western(encodeWindows1258(text))],
  ['mojibake', 'mojibake', (text) => Buffer.from(garble(text))],
  ['mojibake twice', 'mojibake', (text) => Buffer.from(garble(text, 2))],
  ['mojibake by Windows-1258', 'mojibake', (text) => Buffer.from(garble(text, 1, 'windows-1258').normalize('NFC'))],
  ['mojibake in UTF-16', 'mojibake', (text) => Buffer.from(`\ufeff${garble(text)}`, 'utf16le')],
  ['UTF-16 without a mark', null, (text) => Buffer.from(text, 'utf16le')],
  ['NFD', null, (text) => Buffer.from(text.normalize('NFD'))],
];

const list = ['Mã,Họ và tên,Địa chỉ', '1,ĐỖ THỊ ÁNH,Xã Krông Á', '2,Nguyễn Văn Ẩn,Phường Tân Lập', '3,Y Niê,Ea Ô'];
const grid = list.map((line) => line.split(','));

async function cellsOf(content: Buffer) {
  const { columns, rows } = await readOnlyTable('a.csv', content);
  return [columns, ...rows];
}

test.each(ways)('a list in %s is read as it was meant', async (_, legacy, write) => {
  const { encoding, tables } = await readBytes('a.csv', write(`${list.join('\n')}\n`));
  expect(encoding?.legacy).toBe(legacy);
  expect(tables.map(({ columns, rows }) => [columns, ...rows])).toEqual([grid]);
});

test('TCVN3 has no capitals with a tone, but for words that begin with one among others', async () => {
  const lines = ['Mã,Họ và tên', '1,Đỗ Thị Ánh', '2,Nguyễn Văn Ẩn', '3,Trần Ngọc Hùng'];
  const content = bytes(encodeLegacy('TCVN3', `${lines.join('\n')}\n`));
  expect(await cellsOf(content)).toEqual(lines.map((line) => line.split(',')));
});

const words =
  'xã phường huyện Nguyễn Trần Phạm Đặng Bùi Đỗ Hồ Thúy Hùng Yến Quỳnh Mỹ Hạnh Đức Dũng Tuấn Tân Lập Thống Nhất Hữu Nghị';

test('one row of three words with accents is enough', async () => {
  const word = fc.constantFrom(...words.split(' '));
  const coded = fc.constantFrom(...ways.filter(([, legacy]) => legacy !== null));
  await fc.assert(
    fc.asyncProperty(fc.tuple(word, word, word), coded, async (names, [, , write]) => {
      const text = names.join(' ');
      expect(await cellsOf(write(`Họ tên,Địa chỉ\n${text},Hòa Thắng\n`))).toEqual([
        ['Họ tên', 'Địa chỉ'],
        [text, 'Hòa Thắng'],
      ]);
    }),
    { numRuns: lawRuns(12) },
  );
});

const foreign = [
  'Bezeichnung,Straße\nMüller Jürgen,Königsallee Düsseldorf\nGrößere Mädchen,für über Öl\n',
  'Société,Ville\nCrédit Agricole,Nîmes\nChloé Noël naïve façade,forêt là-bas très août\n',
  'Año,Niño\nseñorita Peña mañana,El Niño\n',
];
const own = [
  "Tên,Buôn\nY Bhiăk Êban,Čư Êwi\nH'Đliê Ayŭn,Krŏng Ana\nMlô Ksơr,Ê̆a Kbuôr\n",
  `Mã\n${words.replaceAll(' ', '\n')}\n`,
];

test.each([...foreign, ...own])('what is Unicode stays as it is: %j', async (text) => {
  const { warnings } = await readBytes('a.csv', Buffer.from(text));
  expect(warnings).toEqual([]);
  expect(await cellsOf(Buffer.from(text))).toEqual(
    text
      .trim()
      .split('\n')
      .map((line) => line.normalize('NFC').split(',')),
  );
});

test.each(foreign)('texts of Western offices stay Western: %j', async (text) => {
  expect(await cellsOf(bytes(text))).toEqual(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(',')),
  );
});

describe('a file in several encodings', () => {
  const rows = Array.from({ length: 12 }, (_, row) => `${row},Nguyễn Thị Hạnh,Phường Thống Nhất,Đắk Lắk`);
  const truth = [['Mã', 'Họ tên', 'Địa chỉ', 'Tỉnh'], ...rows.map((row) => row.split(','))];
  const all = ['Mã,Họ tên,Địa chỉ,Tỉnh', ...rows];

  test.each(ways.slice(0, 4))('UTF-8 and %s by lines, the half or a few', async (_, __, write) => {
    for (const every of [2, 6]) {
      const content = all.map((row, index) => (index % every === 1 ? write(`${row}\n`) : Buffer.from(`${row}\n`)));
      const { tables, warnings } = await readBytes('a.csv', Buffer.concat(content));
      expect(tables.map(({ columns, rows: found }) => [columns, ...found])).toEqual([truth]);
      expect(warnings.map(({ code }) => code)).toEqual(['encoding-mixed']);
    }
  });

  test.each(ways.slice(0, 4))('UTF-8 and %s by cells', async (_, __, write) => {
    const content = all.flatMap((row) =>
      row
        .split(',')
        .flatMap((cell, index) => [
          Buffer.from(index === 0 ? '' : ','),
          index % 2 === 0 ? write(cell) : Buffer.from(cell),
        ])
        .concat(Buffer.from('\n')),
    );
    expect(await cellsOf(Buffer.concat(content))).toEqual(truth);
  });

  test('VNI and TCVN3 by lines', async () => {
    const content = all.map((row, index) => bytes(`${encodeLegacy(index % 2 === 0 ? 'VNI' : 'TCVN3', row)}\n`));
    expect(await cellsOf(Buffer.concat(content))).toEqual(truth);
  });
});

describe('damage', () => {
  const whole = Buffer.from(`${list.join('\n')}\n4,Trần Thị Thúy`);

  test('a file that ends within a character is read as far as it goes', async () => {
    const { tables, warnings } = await readBytes('a.csv', whole.subarray(0, -2));
    expect(warnings.map(({ code }) => code)).toEqual(['text-cut']);
    expect(tables[0]?.rows.at(-1)).toEqual(['4', 'Trần Thị Th', null]);
  });

  test('within quotes too, and the warning names the line', async () => {
    const quoted = Buffer.from(`${list.join('\n')}\n4,Trần Thị,"Số 5, ""buôn"" Cư Êb`);
    const { tables, warnings } = await readBytes('a.csv', Buffer.concat([quoted, Buffer.from([0xe1, 0xbb])]));
    expect(warnings).toMatchObject([
      { code: 'text-cut', message: { vi: expect.stringContaining('dòng 5') as string } },
    ]);
    expect(tables[0]?.rows.slice(2)).toEqual([
      ['3', 'Y Niê', 'Ea Ô'],
      ['4', 'Trần Thị', 'Số 5, "buôn" Cư Êb'],
    ]);
  });

  test('but not where a quote that nothing closes would swallow rows', async () => {
    const stray = Buffer.from(`${list.join('\n')}\n4,"Trần,Ea Ô\n5,Lê,Ea Ô\n6,Lê,Ea \u00d4`).subarray(0, -1);
    await expect(readBytes('a.csv', stray)).rejects.toMatchObject({ code: 'quote-unclosed' });
  });

  test.each(['Mã,Họ và tên,Địa ch', 'Mã,"Họ và t'])('a heading that is cut is called so: %s', async (heading) => {
    const cut = Buffer.concat([Buffer.from(heading), Buffer.from([0xe1, 0xbb])]);
    await expect(readBytes('a.csv', cut)).rejects.toMatchObject({ code: 'file-truncated' });
  });

  test('UTF-16 that ends within a character too, also within quotes', async () => {
    const wide = Buffer.from(`\ufeff${list.join('\n')}\n4,Lê,"Ea `, 'utf16le');
    const { tables, warnings } = await readBytes('a.csv', Buffer.concat([wide, Buffer.from([0x41])]));
    expect(warnings.map(({ code }) => code)).toEqual(['text-cut']);
    expect(tables[0]?.rows.at(-1)).toEqual(['4', 'Lê', 'Ea']);
  });

  test('UTF-16 that ends within a character behind a line', async () => {
    const wide = Buffer.from(`\ufeff${list.join('\n')}\n`, 'utf16le');
    const { warnings } = await readBytes('a.csv', Buffer.concat([wide, Buffer.from([0x41])]));
    expect(warnings.map(({ code }) => code)).toEqual(['text-cut']);
  });

  test('bytes that mean nothing are counted', async () => {
    const content = Buffer.concat([
      whole,
      Buffer.from('\n5,'),
      Buffer.from([0x54, 0xff, 0xfe]),
      Buffer.from(',Đắk Lắk\n'),
    ]);
    const { encoding, warnings } = await readBytes('a.csv', content);
    expect(encoding).toEqual({ charset: 'utf-8', legacy: null, bom: false });
    expect(warnings.map(({ code }) => code)).toEqual(['encoding-damaged']);
  });
});

test('a few lines of UTF-8 with characters cut out of them stay UTF-8, with a warning', async () => {
  const cut = (text: string) =>
    Buffer.concat(text.split('|').map((part, at) => Buffer.from(part).subarray(0, at === 0 ? -1 : undefined)));
  for (const text of ['ma,ten\n1,Nguyễ|n Văn Hả\n2,Trần\n', 'ten\nĐắk Lắ|k\nPhú Yên\n', 'ten,xa\nĐắ|k Lắk,1\n']) {
    const read = await readBytes('a.csv', cut(text));
    expect(read).toMatchObject({ encoding: { charset: 'utf-8' }, warnings: [{ code: 'encoding-damaged' }] });
    expect(read.tables[0]?.rows.flat().join(' ')).toContain('\ufffd');
  }
});

test.each(encodingNames)('[read.encoding.asked] whoever knows that the text is in %s says so', async (encoding) => {
  const read = await readBytes('a.csv', writtenIn[encoding]('Mã,Tên\n1,Tân Lý\n2,Hà\n'), { encoding });
  const rows = [
    ['1', 'Tân Lý'],
    ['2', 'Hà'],
  ];
  expect(read.tables).toMatchObject([{ columns: ['Mã', 'Tên'], rows }]);
  expect(read.warnings).toEqual([]);
});

test('what was asked for stands, and nobody is told otherwise', async () => {
  const { encoding } = await readBytes('a.csv', writtenIn.viscii('Mã,Tên\n1,Tân\n'), { encoding: 'viscii' });
  expect(encoding).toEqual({ charset: 'viscii', legacy: 'VISCII', bom: false });
  const spelled = await readOnlyTable('a.csv', writtenIn.html('Mã,Tên\n1,Tân\n'), { encoding: 'utf-8' });
  expect(spelled.rows).toEqual([['1', 'T&#226;n']]);
});

describe('letters that are spelled in ASCII', () => {
  const text = 'Mã,Tên\n1,Tân Lý\n2,Hà Lân\n';

  test.each(['html', 'viqr'] as const)('are read as %s, with the evidence', async (name) => {
    const { tables, warnings } = await readBytes('a.csv', writtenIn[name](text));
    expect(tables[0]?.rows).toEqual([
      ['1', 'Tân Lý'],
      ['2', 'Hà Lân'],
    ]);
    expect(warnings).toMatchObject([{ code: 'encoding-guessed', evidence: [{ name, share: 1 }] }]);
  });

  test('by a page of a Western office, which spells what its code page has not', async () => {
    const western = 'Tên\nNguyễn Văn Hà\n'.replace(/[ăễ]/g, spelledInHtml);
    expect(await cellsOf(bytes(western))).toEqual([['Tên'], ['Nguyễn Văn Hà']]);
  });

  test.each(['a,b\nAT&T;x,R&D\n', "Who?,It's a(b)\nC++,u.s.a. o^x\n"])(
    'are not where there are none: %j',
    async (own) => {
      expect((await readBytes('a.csv', own)).warnings).toEqual([]);
    },
  );
});

test('letters that a program lost cannot be read; where they were is said', async () => {
  const { warnings } = await readBytes('a.csv', 'Ho ten,Xa\nTran A,B\nNguy?n Th? H??ng,Ph??c L?c\n');
  expect(warnings).toMatchObject([{ code: 'letters-lost' }]);
  expect(warnings[0]?.message.en).toContain('first in row 3: “Nguy?n”');
});

test.each(['utf-16le', 'utf-16be'] as const)(
  '%s without a mark, hardly a letter of it ASCII, is known',
  async (charset) => {
    const text = 'ưở\tấậ\nữựệ\tộẫễ\nảãạ\tếềể\n';
    const little = Buffer.from(text, 'utf16le');
    const { tables } = await readBytes('a.csv', charset === 'utf-16le' ? little : Buffer.from(little).swap16());
    expect(tables[0]).toMatchObject({ columns: ['ưở', 'ấậ'], rowCount: 2 });
  },
);
