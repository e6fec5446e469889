import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { compareForms, distinctHeadings, formLikeness } from './compare-forms.ts';
import { formFingerprint } from '../../mapping/form-fingerprint.ts';

const words = [
  'Họ',
  'tên',
  'Số',
  'nhân',
  'khẩu',
  'Địa',
  'chỉ',
  'thôn',
  'buôn',
  'Ngày',
  'tháng',
  'năm',
  'sinh',
  'Tổng',
  'nữ',
];
const level = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((chosen) => chosen.join(' '));
const heading = fc.array(level, { minLength: 1, maxLength: 3 }).map((levels) => levels.join(' / '));
const headings = fc.uniqueArray(heading, { minLength: 1, maxLength: 12, selector: foldedLevels });

function foldedLevels(text: string): string {
  return text.split(' / ').map(foldHeading).join('/');
}

/** The same said otherwise: case, accents, blanks, punctuation. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD'),
  (text) =>
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D'),
  (text) =>
    text
      .split(' / ')
      .map((part) => `${part.replaceAll(' ', '  ')}:`)
      .join(' / '),
];

test('a fingerprint stands for folded headings, their order and levels, and for nothing else', () => {
  fc.assert(
    fc.property(headings, fc.constantFrom(...spellings), (form, spell) => {
      expect(formFingerprint(form.map(spell))).toBe(formFingerprint(form));
      expect(formFingerprint([...form, '', ''])).toBe(formFingerprint(form));
    }),
    { numRuns: lawRuns(40) },
  );
});

test('any change of a heading, of the order or of the levels gives another fingerprint', () => {
  fc.assert(
    fc.property(headings, heading, fc.nat(), (form, other, at) => {
      const place = at % form.length;
      const changes = [
        form.with(place, other),
        form.toSpliced(place, 0, other),
        form.toSpliced(place, 1),
        form.toReversed(),
        form.with(place, `${form[place]} / ${other}`),
        form.toSpliced(place, 0, ''),
      ];
      for (const changed of changes) {
        const same = changed.map(foldedLevels).join('|') === form.map(foldedLevels).join('|');
        expect(formFingerprint(changed) === formFingerprint(form)).toBe(same);
      }
    }),
    { numRuns: lawRuns(40) },
  );
});

test('what moved, is new, is gone or renamed accounts for every heading of both forms', () => {
  fc.assert(
    fc.property(headings, headings, (before, now) => {
      const { moved, added, gone, renamed } = compareForms(before, now);
      const stayed = now.filter((text) => before.some((old) => foldedLevels(old) === foldedLevels(text)));
      expect(stayed.length + added.length + renamed.length).toBe(now.length);
      expect(stayed.length + gone.length + renamed.length).toBe(before.length);
      expect(moved.every((text) => stayed.includes(text))).toBe(true);
      expect(compareForms(now, now)).toEqual({ moved: [], added: [], gone: [], renamed: [] });
      const [one, other] = [distinctHeadings(before), distinctHeadings(now)];
      expect(formLikeness(one, other)).toBe(formLikeness(other, one));
    }),
    { numRuns: lawRuns(40) },
  );
});
