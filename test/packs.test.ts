import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { readPacks } from '../src/app/demonstration/read-packs.ts';
import { sample, samplesPresent } from './support/samples.ts';

const packsFolder = join(import.meta.dirname, '../packs');

const CustomProperty = z.object({ property: z.string(), value: z.unknown() });
/** As much of a document as these tests look at. */
const Document = z.object({
  id: z.string(),
  schema: z.tuple([
    z.object({
      properties: z.array(z.object({ name: z.string(), customProperties: z.array(CustomProperty) })),
      quality: z.array(z.object({ name: z.string() })).optional(),
    }),
  ]),
  customProperties: z.array(CustomProperty),
});

test('every contract lies in its pack under its own id, and every delivery has one', async () => {
  const documents = await readDocuments();
  expect(documents.map(({ id }) => id).sort()).toEqual([
    'chi-tieu-chuyen-doi-so-2023',
    'chuyen-doi-ma-xa',
    'dich-vu-ket-noi-2023',
    'don-vi-hanh-chinh-cap-xa',
    'dossiers',
    'ho-ngheo',
    'phu-song-di-dong',
  ]);
  for (const { id, path, text } of documents) {
    expect(path.endsWith(`/contracts/${id}.odcs.yaml`)).toBe(true);
    expect(Document.parse(parse(text)).id).toBe(id);
  }
  const delivered = (await readPacks(packsFolder)).flatMap((pack) => pack.demonstration.map(({ dataset }) => dataset));
  expect([...new Set(delivered)].sort()).toEqual(documents.map(({ id }) => id).sort());
});

test('every title, description and label is there in both languages', async () => {
  for (const { text } of await readDocuments()) {
    const contract = Document.parse(parse(text));
    const [table] = contract.schema;
    const texts = [
      findValue(contract.customProperties, 'daklake.labels'),
      findValue(contract.customProperties, 'daklake.descriptions'),
      ...table.properties.map((property) => findValue(property.customProperties, 'daklake.labels')),
    ];
    for (const value of texts) {
      const { vi, en } = z.object({ vi: z.string().min(2), en: z.string().min(2) }).parse(value);
      expect(vi).toBe(vi.normalize('NFC'));
      expect(en.length).toBeGreaterThan(0);
    }
  }
});

test('personal fields say how they are masked or are hidden, and stand only where access is not open', async () => {
  let personal = 0;
  for (const { text } of await readDocuments()) {
    const contract = Document.parse(parse(text));
    const found = contract.schema[0].properties.filter(
      (property) => findValue(property.customProperties, 'daklake.personal') !== undefined,
    );
    personal += found.length;
    if (found.length > 0) expect(findValue(contract.customProperties, 'daklake.access')).not.toBe('open');
  }
  expect(personal).toBeGreaterThan(8);
});

test('the dossiers’ columns are those of the province’s software', async () => {
  const dossiers = (await readDocuments()).find(({ id }) => id === 'dossiers');
  const { properties } = Document.parse(parse(dossiers?.text ?? '')).schema[0];
  expect(
    properties.map(({ name, customProperties }) => {
      const label = z.object({ vi: z.string() }).parse(findValue(customProperties, 'daklake.labels'));
      return `${name}: ${label.vi}`;
    }),
  ).toEqual([
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
});

test.skipIf(!samplesPresent)('every contract is valid against the standard’s own JSON Schema', async () => {
  const schema: unknown = JSON.parse(await readFile(sample('odcs', 'odcs-json-schema-v3.1.0.json'), 'utf8'));
  // The standard's schema uses keywords and formats that ajv's strict mode does not know.
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
  for (const { id, text } of await readDocuments()) {
    validate(parse(text));
    expect({ id, errors: validate.errors }).toEqual({ id, errors: null });
  }
});

interface ContractFile {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

async function readDocuments(): Promise<readonly ContractFile[]> {
  const packs = await readPacks(packsFolder);
  const paths = packs.flatMap((pack) => pack.contracts.map((path) => join(pack.folder, path)));
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8');
      return { id: z.object({ id: z.string() }).parse(parse(text)).id, path, text };
    }),
  );
}

function findValue(
  properties: readonly { readonly property: string; readonly value?: unknown }[],
  name: string,
): unknown {
  return properties.find(({ property }) => property === name)?.value;
}
