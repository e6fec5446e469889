import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckResult } from '#api/quality.ts';
import { parseContract, type Contract, type Field } from '#modules/catalog/offline.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import { cellXml } from '#platform/spreadsheets/xlsx-cells.ts';
import { contractOf, generatedFields, typeRow } from '../../test/support/generated-fields.ts';
import { packRows, type TypedRow } from '../../test/support/pack-rows.ts';
import { createTestFolder, runCli } from '../../test/support/run-cli.ts';
import { workbookFaults } from '../../test/support/workbook-faults.ts';
import { unzip, zipOf } from '../../test/support/zip.ts';
import { lawRuns } from '../../test/support/law-runs.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
beforeAll(async () => {
  folder = await createTestFolder();
});
afterAll(() => folder.remove());

const dictionary = createDictionary({ packs: 'packs', directory: createDirectory({ packs: 'packs' }) });

const contracts = readdirSync('packs').flatMap((pack) => {
  try {
    return readdirSync(join('packs', pack, 'contracts')).map((name) => join('packs', pack, 'contracts', name));
  } catch {
    return [];
  }
});

describe('[cli.template] what is typed into the template of a contract loads without a finding', () => {
  test.for(contracts)('%s', async (file) => {
    const contract = parse(readFileSync(file, 'utf8'));
    const rows = packRows[contract.id];
    expect(rows, 'rows to type').toBeDefined();
    for (const language of ['vi', 'en']) {
      const template = await makeTemplate(file, language);
      expect(await workbookFaults(template)).toEqual([]);
      expect(await load(file, await fill(template, contract, rows ?? []))).toMatchObject({
        exitCode: 0,
        result: {
          received: rows?.length,
          accepted: rows?.length,
          findings: [],
          warnings: [],
          notChecked: expect.any(Array),
        },
      });
    }
  });

  test('of generated contracts, too, whatever their labels, types and limits', async () => {
    await fc.assert(
      fc.asyncProperty(generatedFields, async ({ fields, count }) => {
        const file = await folder.place(`c${count}.yaml`, contractOf(fields));
        const contract = parse(readFileSync(file, 'utf8'));
        const rows = Array.from({ length: count }, (_, row) => typeRow(contract, row));
        const template = await makeTemplate(file, 'vi');
        expect(await workbookFaults(template)).toEqual([]);
        const loaded = await load(file, await fill(template, contract, rows));
        expect(loaded).toMatchObject({ exitCode: 0, result: { accepted: count, findings: [], warnings: [] } });
      }),
      { numRuns: lawRuns(6) },
    );
  });
});

test('a template that is filled with formulas is read by their results; one without results is told', async () => {
  const file = contractNamed('dich-vu');
  const contract = parse(readFileSync(file, 'utf8'));
  const template = await makeTemplate(file, 'vi');
  const filled = await fill(template, contract, packRows[contract.id] ?? [], (xml) =>
    xml
      .replace(/<c r="C2"([^>]*)><v>1<\/v>/, '<c r="C2"$1><f>ROW()-1</f><v>1</v>')
      .replace(/<c r="C3"([^>]*)><v>2<\/v>/, '<c r="C3"$1><f>ROW()-1</f>'),
  );
  const { result } = await load(file, filled);
  expect(result).toMatchObject({ accepted: 1, rejected: 1, findings: [{ row: 3, rule: 'so_thu_tu.required' }] });
  expect(result.warnings.map(({ code }) => code)).toEqual(['formulas-uncalculated']);
});

test('an untouched template is an empty table, not the rows of its guide', async () => {
  for (const file of contracts) {
    const place = await folder.place('trong.xlsx', await makeTemplate(file, 'vi'));
    expect(await runCli('check', place, '--contract', file)).toMatchObject({ exitCode: 3 });
  }
});

test('drop-downs offer codes that are valid, zeros are kept, labels are texts', async () => {
  const file = await folder.place('la.yaml', contractOf([{ label: '=HYPERLINK("http://x")', type: 'string' }]));
  const parts = await unzip(await makeTemplate(file, 'vi'));
  const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
  expect(sheet).toContain('t="inlineStr"><is><t>=HYPERLINK("http://x")</t>');
  expect(sheet).not.toContain('<f>');
  const households = contractNamed('ho-ngheo');
  const lists = (await unzip(await makeTemplate(households, 'vi'))).get('xl/worksheets/sheet3.xml')?.toString() ?? '';
  expect(lists.match(/<c r="A\d+"/g)).toHaveLength(103);
});

test('wrong usage is 2, a contract that cannot be read is 3, and nothing is overwritten', async () => {
  const [file = ''] = contracts;
  const contract = await folder.place('cua-toi.xlsx', readFileSync(file));
  mkdirSync(join(folder.path, 'thu-muc.xlsx'));
  for (const given of [
    [file],
    [file, '-o', 'a.csv'],
    [file, '-o', join(folder.path, 'thu-muc.xlsx')],
    [contract, '-o', contract],
    [file, '-o', 'a.xlsx', '--lang', 'fr'],
  ]) {
    expect(await runCli('template', ...given)).toMatchObject({ exitCode: 2 });
  }
  expect(readFileSync(contract)).toEqual(readFileSync(file));
  const bad = await folder.place('hong.yaml', 'a: [');
  expect(await runCli('template', bad, '-o', join(folder.path, 'x.xlsx'))).toMatchObject({ exitCode: 3 });
});

function contractNamed(part: string): string {
  return contracts.find((path) => path.includes(part)) ?? expect.fail(`no contract ${part}`);
}

async function makeTemplate(file: string, language: string): Promise<Buffer> {
  const output = join(folder.path, 'mau.xlsx');
  expect(await runCli('template', file, '-o', output, '--lang', language)).toMatchObject({ exitCode: 0 });
  return readFileSync(output);
}

/** Types rows into the first sheet and leaves everything else as it is. */
async function fill(
  template: Buffer,
  { fields }: Contract,
  rows: readonly TypedRow[],
  change = (xml: string) => xml,
): Promise<string> {
  const parts = new Map<string, string | Buffer>(await unzip(template));
  const path = 'xl/worksheets/sheet1.xml';
  const xml = rows.map((row, index) => {
    const cells = fields.map((field, column) => cellXml(row[field.name] ?? null, cellType(field), column, index + 2));
    return `<row r="${index + 2}">${cells.join('')}</row>`;
  });
  parts.set(path, change(String(parts.get(path)).replace('</sheetData>', `${xml.join('')}</sheetData>`)));
  const place = join(folder.path, 'da-dien.xlsx');
  writeFileSync(place, await zipOf(parts));
  return place;
}

function cellType({ type, physicalType }: Field) {
  if (physicalType?.kind === 'bigint' || (physicalType?.kind === 'decimal' && physicalType.precision > 15))
    return 'text';
  if (type === 'string' || type === 'boolean') return 'text';
  return type === 'integer' ? 'number' : type;
}

async function load(contract: string, file: string) {
  const { exitCode, json } = await runCli('check', file, '--contract', contract, '--json');
  // The verb's own answer, which is a check's result.
  return { exitCode, result: json() as unknown as CheckResult };
}

function parse(text: string): Contract {
  const parsed = parseContract(text, { dictionary, inspect: inspectRules });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems.map(({ reason }) => reason.en)));
  return parsed.contract;
}
