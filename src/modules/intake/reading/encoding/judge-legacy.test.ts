import { expect, test } from 'vitest';
import { isTcvn3Text } from './judge-legacy.ts';

const legacy = 'ma,ten\n1,NguyÔn V¨n An\n2,TrÇn ThÞ B×nh\n3,Hå s¬ thñ tôc\n';

test('a text in TCVN3 is known by its words', () => {
  expect(isTcvn3Text(legacy)).toBe(true);
});

test('a text that is Vietnamese in part as it stands is not decoded as a whole', () => {
  expect(isTcvn3Text(`${legacy}4,Nguyễn Văn Bình không có\n`)).toBe(false);
  expect(isTcvn3Text('ma,ten\n1,không có hồ sơ\n')).toBe(false);
});
