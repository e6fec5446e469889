import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../../../../../test/support/law-runs.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { readBytes } from '../../testing/read-bytes.ts';

/** Databases that Access can open, made for this by another program; a row of them was deleted, others outgrew their pages. */
const fixture = (name: string) => gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.gz`)));

describe.each(['ho-so-2000.mdb', 'ho-so-2010.accdb'])('%s', (name) => {
  test('is read table by table, each value in its own form', async () => {
    const { format, tables, warnings } = await readBytes(name, fixture(name));
    expect(format).toBe('access');
    expect(tables.map((table) => [table.name, table.rowCount])).toEqual([
      ['Hồ sơ', 33],
      ['Trống', 0],
      ['Cu', 4],
    ]);
    const [dossiers, , old] = tables;
    expect(dossiers?.columns).toEqual([
      'ID',
      'Mã xã',
      'Ghi chú',
      'Ngày',
      'Tiền',
      'Số',
      'Thực',
      'Đơn',
      'Đúng',
      'GUID',
      'Nhị phân',
      'Ảnh',
    ]);
    expect(dossiers?.rows.slice(0, 2)).toEqual([
      [
        '1',
        '00123',
        'Ông A\nđi',
        '2024-01-05',
        '12.5',
        '1234.567',
        '0.1',
        '0.1',
        'true',
        '32a59f01-aa34-3e29-453f-4523453cd2e6',
        '0001ff',
        null,
      ],
      ['2', '', '', '2024-01-05T10:20:30', '-0.01', '-5.5', '100000000000000000000', null, 'false', null, null, null],
    ]);
    expect(dossiers?.rows[2]?.[2]?.split('\n')).toHaveLength(3000);
    expect(dossiers?.rows[2]?.[3]).toBe('07:30:00');
    expect(dossiers?.typedNumbers).toEqual([
      true,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(dossiers?.rows.map(([id]) => Number(id)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 34 }, (_, index) => index + 1).filter((id) => id !== 3),
    );
    expect(old?.rows).toEqual([['Đắk Lắk'], ['Buôn Ma Thuột'], ['Hà Nội'], ['Việt Nam']]);
    expect(warnings.map(({ code }) => code)).toEqual(['columns-unread', 'encoding-guessed']);
  });

  test('one table is chosen by its name', async () => {
    const { tables } = await readBytes(name, fixture(name), { sheet: 'hồ sơ' });
    expect(tables.map((table) => table.name)).toEqual(['Hồ sơ']);
    await expect(readBytes(name, fixture(name), { sheet: 'Không có' })).rejects.toMatchObject({
      code: 'table-not-found',
    });
  });
});

test('a database that is larger than what may be held is refused', async () => {
  const limits = { ...defaultReadLimits, heldWorkbookBytes: 100_000 };
  await expect(readBytes('a.mdb', fixture('ho-so-2000.mdb'), { limits })).rejects.toMatchObject({ code: 'too-large' });
});

test('a database of which a password enciphers the pages is refused with what to do, however it is enciphered', async () => {
  const bytes = fixture('ho-so-2010.accdb');
  // The key in the head, and the kind of encryption.
  bytes[0x3e] = 0;
  for (const [major, minor] of [
    [4, 4],
    [3, 2],
    [1, 1],
  ]) {
    bytes.writeUInt16LE(major ?? 0, 0x29b);
    bytes.writeUInt16LE(minor ?? 0, 0x29d);
    await expect(readBytes('a.accdb', bytes)).rejects.toMatchObject({
      code: 'file-encrypted',
      members: { message: { vi: expect.stringContaining('Decrypt Database') as string } },
    });
  }
});

test('a table whose definition goes round in a circle is refused', async () => {
  const bytes = fixture('ho-so-2000.mdb');
  for (let page = 4096; page < bytes.length; page += 4096)
    if (bytes[page] === 2) bytes.writeUInt32LE(page / 4096, page + 4);
  await expect(readBytes('a.mdb', bytes)).rejects.toMatchObject({ code: 'file-truncated' });
});

test('a database of which a table has lost its name is refused', async () => {
  const bytes = fixture('ho-so-2000.mdb');
  // In the row of a table in the list of tables.
  bytes[8880] = 0;
  await expect(readBytes('a.mdb', bytes)).rejects.toMatchObject({ code: 'file-truncated' });
});

test('a database that is damaged anywhere, or cut, ends in a code or in rows, soon', async () => {
  const whole = fixture('ho-so-2000.mdb');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 40 }),
      fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
      async (faults, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        for (const { at, byte } of faults) if (at >= 32 && at < length) bytes[at] = byte;
        if (length < 64) return;
        const started = performance.now();
        await readBytes('a.mdb', bytes).catch((error: unknown) => expect(error).toBeInstanceOf(DomainError));
        expect(performance.now() - started).toBeLessThan(10_000);
      },
    ),
    { numRuns: lawRuns(12) },
  );
});
