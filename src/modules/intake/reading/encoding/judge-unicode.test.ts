import { expect, test } from 'vitest';
import { judgeUnicode } from './judge-unicode.ts';

const legacy = 'ma,ten\n1,NguyÔn V¨n An\n2,TrÇn ThÞ B×nh\n3,Hå s¬ thñ tôc\n';

test('a text in TCVN3 is known by its words', () => {
  expect(judgeUnicode(legacy)?.readings.map(({ name }) => name)).toEqual(['tcvn3', 'utf-8']);
});

test('a text that is Vietnamese in part as it stands is not decoded as a whole', () => {
  expect(judgeUnicode(`${legacy}4,Nguyễn Văn Bình không có\n`)).toBeUndefined();
  expect(judgeUnicode('ma,ten\n1,không có hồ sơ\n')).toBeUndefined();
});
