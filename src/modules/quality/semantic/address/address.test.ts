import { afterAll, beforeAll, expect, test } from 'vitest';
import { packsDictionary } from '../../../../../test/support/packs-dictionary.ts';
import { checkValues, openTestBench, testField, type TestBench } from '../../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const { codeLists } = packsDictionary;
const field = testField('dia_chi', { semanticType: 'address' });
const communes = codeLists('commune')?.codes ?? [];
const districts = new Map(codeLists('district')?.codes.map(({ code, name }) => [code, name.vi]));

async function said(values: readonly string[]) {
  const sifted = await checkValues(bench, field, values, { codeLists, examineAll: false });
  const examined = await checkValues(bench, field, values, { codeLists, examineAll: true });
  expect(sifted).toEqual(examined);
  return sifted.map(({ value, findings: [finding] }) => ({
    value,
    severity: finding?.severity,
    suggestion: finding?.suggestion,
    message: finding?.message.vi,
  }));
}

test('every former commune is noticed, with the address of today; of one that was parted a person is asked', async () => {
  const successors = Map.groupBy(codeLists('commune')?.successions ?? [], ({ from }) => from);
  const former = communes.filter(({ validTo }) => validTo !== null);
  const addresses = former.map(({ name, district }) => `Thôn 2, ${name.vi}, ${districts.get(district ?? '')}`);
  const wrong = (await said(addresses)).filter(({ severity, suggestion, message }, place) => {
    const to = successors.get(former[place]?.code ?? '') ?? [];
    const today = communes.filter(({ code, validTo }) => validTo === null && to.some((one) => one.to === code));
    if (to.length > 1) return severity !== 'warn' || !today.every(({ name }) => message?.includes(name.vi) === true);
    return severity !== 'info' || suggestion !== `Thôn 2, ${today[0]?.name.vi}, Tỉnh Đắk Lắk`;
  });
  expect(former.length).toBe(286);
  expect(wrong).toEqual([]);
});

test('addresses of today, of other provinces and without a commune are left alone', async () => {
  const today = communes
    .filter(({ validTo }) => validTo === null)
    .map(({ name }) => `Buôn 3, ${name.vi}, tỉnh Đắk Lắk`);
  const others = ['12 Lý Thường Kiệt, phường Hoàn Kiếm, TP. Hà Nội', 'hiện ở cùng con', 'Việt Nam', "Y'Jút"];
  expect((await said([...today, ...others])).filter(({ severity }) => severity !== undefined)).toEqual([]);
});
