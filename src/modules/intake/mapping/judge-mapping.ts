import type { FormMapping } from '#api/mappings.ts';
import type { Localized } from '#api/localized.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { failMapping } from './errors.ts';

/** Throws what would keep loads from being read by the mapping: `mapping-invalid`, `mapping-incomplete`. */
export function judgeMapping(contract: Contract, mapping: FormMapping): void {
  const named = [...mapping.columns.map(({ field }) => field), ...mapping.constants.map(({ field }) => field)].filter(
    (field) => field !== null,
  );
  const known = new Set(contract.fields.map(({ name }) => name));
  const unknown = named.filter((field) => !known.has(field));
  if (unknown.length > 0) {
    const listed = [...new Set(unknown)].join(', ');
    throw invalid(`The contract has no field ${listed}.`, {
      vi: `Quy định cấu trúc dữ liệu không có trường: ${listed}.`,
      en: `The contract has no field ${listed}.`,
    });
  }
  const twice = named.filter((field, index) => named.indexOf(field) !== index);
  if (twice.length > 0) {
    throw invalid(`Given twice: ${twice.join(', ')}.`, {
      vi: `Mỗi trường chỉ ghép với một cột hoặc một giá trị; đang lặp: ${labels(contract, twice, 'vi')}.`,
      en: `Each field has one column or one value; given twice: ${labels(contract, twice, 'en')}.`,
    });
  }
  const empty = mapping.constants.filter(({ from, value }) => from === 'value' && (value ?? '').trim() === '');
  if (empty.length > 0) {
    const fields = empty.map(({ field }) => field);
    throw invalid(`Without a value: ${fields.join(', ')}.`, {
      vi: `Chưa ghi giá trị chung cho: ${labels(contract, fields, 'vi')}.`,
      en: `There is no value for: ${labels(contract, fields, 'en')}.`,
    });
  }
  const missing = contract.fields.filter(({ name, required }) => required && !named.includes(name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    throw failMapping('mapping-incomplete', `Without a column or a value: ${names.join(', ')}.`, {
      members: {
        fields: names,
        message: {
          vi: `Còn trường bắt buộc chưa có cột nào: ${labels(contract, names, 'vi')}.`,
          en: `Required fields have no column yet: ${labels(contract, names, 'en')}.`,
        },
      },
    });
  }
}

function invalid(detail: string, message: Localized) {
  return failMapping('mapping-invalid', detail, { members: { message } });
}

function labels({ fields }: Contract, names: readonly string[], language: 'vi' | 'en'): string {
  const [open, close] = language === 'vi' ? ['«', '»'] : ['“', '”'];
  return [...new Set(names)]
    .map((name) => `${open}${fields.find((field) => field.name === name)?.labels[language] ?? name}${close}`)
    .join(', ');
}
