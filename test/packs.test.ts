import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { parseContract, type Contract } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { describeRules, inspectRules } from '#modules/quality/index.ts';
import { readPacks } from '../src/app/demonstration/read-packs.ts';
import { sample, samplesPresent } from './support/samples.ts';

const packsFolder = join(import.meta.dirname, '../packs');
const directory = createDirectory({ packs: packsFolder });
const dictionary = createDictionary({ packs: packsFolder, directory });

test('every contract is sound, without a warning, under its own id', async () => {
  const files = await readContractFiles();
  expect(files).toHaveLength(7);
  for (const { path, text } of files) {
    const read = parseContract(text, { dictionary, inspect: inspectRules });
    expect({ path, problems: read.ok ? read.warnings : read.problems }).toEqual({ path, problems: [] });
    expect(path.endsWith(`/contracts/${read.ok ? read.contract.id : ''}.odcs.yaml`)).toBe(true);
  }
});

test('every element of the dictionary makes a good field by itself', () => {
  for (const { id, type, semanticType, codeList, personal, mask } of dictionary.listElements()) {
    const text = `apiVersion: v3.1.0
kind: DataContract
id: a
version: 1.0.0
status: active
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
schema:
  - name: records
    properties:
      - { name: o, customProperties: [{ property: daklake.elementRef, value: '${id}' }] }
`;
    const read = parseContract(text, { dictionary });
    expect(read, id).toMatchObject({ ok: true, warnings: [] });
    const [field] = read.ok ? read.contract.fields : [];
    const { elementRef, codeList: binding, ...rest } = field ?? expect.fail(id);
    expect({ ...rest, elementRef, codeList: binding?.id }, id).toMatchObject({ elementRef: id, type, personal });
    expect([rest.semanticType, binding?.id, rest.mask], id).toEqual([semanticType, codeList, mask]);
  }
});

test('every dataset is in force, belongs to an agency of today and has something to show', async () => {
  const contracts = await readContracts();
  for (const { id, owner, status } of contracts) {
    expect({ id, status, isToday: directory.findAgency(owner)?.validTo === null }).toEqual({
      id,
      status: 'active',
      isToday: true,
    });
  }
  const delivered = (await readPacks(packsFolder)).flatMap((pack) => pack.demonstration.map(({ dataset }) => dataset));
  expect([...new Set(delivered)].sort()).toEqual(contracts.map(({ id }) => id).sort());
});

test('every text for people is there in both languages, in composed letters', async () => {
  for (const { id, title, description, fields, rules } of await readContracts()) {
    const texts = [title, description, ...fields.map(({ labels }) => labels), ...rules.map(({ message }) => message)];
    for (const { vi, en } of texts) {
      expect({ id, vi: vi.normalize('NFC'), isTranslated: en !== '' && vi !== '' && en !== vi }).toEqual({
        id,
        vi,
        isTranslated: true,
      });
    }
  }
});

test('made-up data say so, real ones do not', async () => {
  const synthetic = (await readContracts()).filter((contract) => contract.synthetic).map(({ id }) => id);
  expect(synthetic.sort()).toEqual(['dossiers', 'ho-ngheo', 'phu-song-di-dong']);
});

test('personal fields stand only where access is not open, and each is masked', async () => {
  const contracts = await readContracts();
  const personal = contracts.flatMap(({ id, access, fields }) =>
    fields.filter((field) => field.personal !== 'none').map(({ name, mask }) => `${id}.${name} ${access} ${mask}`),
  );
  expect(personal).toEqual([
    'dossiers.so_dinh_danh shared last4',
    'dossiers.ho_ten shared initials',
    'dossiers.so_dien_thoai shared last4',
    'ho-ngheo.ho_ten_chu_ho private initials',
    'ho-ngheo.so_dinh_danh private last4',
    'ho-ngheo.ngay_sinh private year',
    'ho-ngheo.gioi_tinh private hide',
    'ho-ngheo.dan_toc private hide',
    'ho-ngheo.thon private hide',
    'ho-ngheo.dia_chi private commune',
    'ho-ngheo.so_dien_thoai private last4',
    'ho-ngheo.thu_nhap_binh_quan private hide',
  ]);
});

test('the dossiers’ columns are those of the province’s software', async () => {
  const dossiers = (await readContracts()).find(({ id }) => id === 'dossiers');
  expect(dossiers?.fields.map(({ name, labels }) => `${name}: ${labels.vi}`)).toEqual([
    'ma_ho_so: Mã hồ sơ',
    'ma_thu_tuc: Mã thủ tục',
    'ma_xa: Mã xã',
    'so_dinh_danh: Số định danh',
    'ho_ten: Họ và tên',
    'so_dien_thoai: Số điện thoại',
    'ngay_tiep_nhan: Ngày tiếp nhận',
    'ngay_hen_tra: Ngày hẹn trả',
    'ngay_tra: Ngày trả kết quả',
    'trang_thai: Trạng thái',
    'hinh_thuc: Hình thức nộp',
    'le_phi: Lệ phí',
  ]);
  expect(dossiers?.primaryKey).toEqual(['ma_ho_so']);
});

test('the dossiers are held against at least 25 rules, each with a name of its own', async () => {
  const dossiers = (await readContracts()).find(({ id }) => id === 'dossiers');
  const rules = dossiers === undefined ? [] : describeRules(dossiers).map(({ rule }) => rule);
  expect(rules.length).toBeGreaterThanOrEqual(25);
  expect(new Set(rules).size).toBe(rules.length);
});

test.skipIf(!samplesPresent)('every contract is valid against the standard’s own JSON Schema', async () => {
  const schema: unknown = JSON.parse(await readFile(sample('odcs', 'odcs-json-schema-v3.1.0.json'), 'utf8'));
  // The standard's schema uses keywords and formats that ajv's strict mode does not know.
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
  for (const { path, text } of await readContractFiles()) {
    validate(parse(text));
    expect({ path, errors: validate.errors }).toEqual({ path, errors: null });
  }
});

async function readContracts(): Promise<readonly Contract[]> {
  return (await readContractFiles()).map(({ path, text }) => {
    const read = parseContract(text, { dictionary });
    if (!read.ok) throw new Error(`${path}: not a sound contract`);
    return read.contract;
  });
}

async function readContractFiles(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const packs = await readPacks(packsFolder);
  const paths = packs.flatMap((pack) => pack.contracts.map((path) => join(pack.folder, path)));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}
