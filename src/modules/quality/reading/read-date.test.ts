import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkValues, openTestBench, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const day = testField('ngay', { type: 'date' });

test('reads every spelling that offices use', async () => {
  const spellings = [
    '2026-05-07',
    '7/5/2026',
    '07/05/2026',
    '07-05-2026',
    '7.5.2026',
    '7/5/26',
    '2026/5/7',
    '2026-5-7',
    '20260507',
    'ngày 07 tháng 5 năm 2026',
    'Ngày 7 tháng 05 năm 2026',
    '46149',
    '07/05/2026 00:00:00',
    '2026-05-07T00:00:00.000Z',
    ' 7/5/2026\u00a0',
    '7-May-26',
    '07-May-2026',
    'May 7, 2026',
    '7 May 2026',
    'Thứ năm, ngày 7 tháng 5 năm 2026',
    'CN, 7/5/2026',
    'ngày 7/5/2026',
    '7 thg 5, 2026',
    '07 / 05 / 2026',
    'ngày 07 tháng 5 năm 26',
  ];
  const checked = await checkValues(bench, day, spellings);
  expect(checked.map(({ read }) => read)).toEqual(spellings.map(() => '2026-05-07'));
  expect(checked.map(({ mend }) => mend ?? null)).toEqual([null, ...spellings.slice(1).map(() => 'date')]);
});

test('takes nothing for a date that is none, and says why', async () => {
  const calendar = ['31/02/2026', '2026-13-01', '30-Feb-26'];
  const partial = ['5/2026', '1957', 'tháng 5 năm 2026', '2026-05'];
  const others = [
    '0000-01-01',
    '01/01/0000',
    'infinity',
    'hôm qua',
    '12:30',
    '2026-05-07 12:30',
    '2026-05-07 (BC)',
    '5/5/5/2026',
    '999999',
  ];
  const values = [...calendar, ...partial, ...others];
  const checked = await checkValues(bench, day, values);
  expect(checked.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual(values.map(() => ['ngay.type']));
  expect(checked[0]?.findings[0]?.message.vi).toContain('ngày không tồn tại');
  for (const [index] of partial.entries()) {
    expect(checked[calendar.length + index]?.findings[0]?.message.vi).toContain('không đủ ngày, tháng, năm');
  }
  expect(checked[values.indexOf('2026-05-07 12:30')]?.findings[0]?.message.vi).toContain('có cả giờ');
});

test('two digits do not tell the century of a birth', async () => {
  const birth = testField('ngay_sinh', { type: 'date', personal: 'basic' });
  const [two, named, four] = await checkValues(bench, birth, ['7/5/57', '7-May-57', '7/5/1957']);
  expect(named?.findings[0]?.message.en).toContain('does not tell the century');
  expect(two?.findings[0]?.message.en).toContain('does not tell the century');
  expect(four?.read).toBe('1957-05-07');
});

test('reads any day in any spelling as that day, on either way', async () => {
  const spell = fc
    .record({
      time: fc.date({
        min: new Date('1000-01-01T00:00:00Z'),
        max: new Date('9999-12-31T00:00:00Z'),
        noInvalidDate: true,
      }),
      spelling: fc.constantFrom<(y: string, m: number, d: number) => string>(
        (y, m, d) => `${y}-${two(m)}-${two(d)}`,
        (y, m, d) => `${d}/${m}/${y}`,
        (y, m, d) => `${two(d)}-${two(m)}-${y}`,
        (y, m, d) => `${two(d)}.${m}.${y}`,
        (y, m, d) => `${y}/${m}/${d}`,
        (y, m, d) => `ngày ${d} tháng ${two(m)} năm ${y}`,
        (y, m, d) => `${d}/${m}/${y} 00:00`,
      ),
    })
    .map(({ time, spelling }) => {
      const iso = time.toISOString().slice(0, 10);
      const [y = '', m = '', d = ''] = iso.split('-');
      return { iso, text: spelling(y, Number(m), Number(d)) };
    });
  await fc.assert(
    fc.asyncProperty(fc.array(spell, { minLength: 200, maxLength: 400 }), fc.boolean(), async (days, examineAll) => {
      const checked = await checkValues(
        bench,
        day,
        days.map(({ text }) => text),
        { examineAll },
      );
      expect(checked.map(({ read }) => read)).toEqual(days.map(({ iso }) => iso));
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

function two(number: number): string {
  return String(number).padStart(2, '0');
}

test('a moment is what the clocks of Vietnam show', async () => {
  const moment = testField('luc', { type: 'timestamp' });
  const spellings = [
    '2026-05-07 13:05:00',
    '2026-05-07T13:05:00',
    '7/5/2026 13:05',
    '13:05 7/5/2026',
    '13h05 ngày 7/5/2026',
    '2026-05-07T06:05:00Z',
    '2026-05-07T15:05:00+09:00',
    '07.05.2026 13:05',
    '7/5/2026 1:05 PM',
    '07/05/2026 1:05:00 CH',
    '13 giờ 05 phút ngày 7/5/2026',
    '13h05, ngày 7 tháng 5 năm 2026',
    '7-May-26 13:05',
  ];
  const others = ['7/5/2026', '25:00 7/5/2026', '2026-05-07 13:61', 'xyz CH', '5 CH'];
  const checked = await checkValues(bench, moment, [...spellings, ...others]);
  expect(checked.slice(0, spellings.length).map(({ read }) => read)).toEqual(
    spellings.map(() => '2026-05-07 13:05:00'),
  );
  expect(checked[spellings.length]?.read).toBe('2026-05-07 00:00:00');
  expect(checked.slice(spellings.length + 1).map(({ findings }) => findings[0]?.rule)).toEqual(
    others.slice(1).map(() => 'luc.type'),
  );
});

test('reads times of day and truth values', async () => {
  const times = await checkValues(bench, testField('gio', { type: 'time' }), [
    '13:05:00',
    '7:30',
    '7h30',
    '7 giờ 30 phút',
    '24:01',
    'sáng',
  ]);
  expect(times.map(({ read, findings }) => read ?? findings[0]?.rule)).toEqual([
    '13:05:00',
    '07:30:00',
    '07:30:00',
    '07:30:00',
    'gio.type',
    'gio.type',
  ]);
  const truths = await checkValues(bench, testField('co', { type: 'boolean' }), [
    'true',
    'Có',
    'x',
    '1',
    'không',
    '0',
    'FALSE',
    'có lẽ',
    '',
  ]);
  expect(truths.map(({ read, findings }) => read ?? findings[0]?.rule ?? null)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    'co.type',
    null,
  ]);
});
