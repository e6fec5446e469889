import type { Localized } from '#api/localized.ts';
import type { Criterion } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { expectationOf } from '../messages/expectation.ts';
import { compileContract } from './compile-contract.ts';
import { criterionOf } from './criteria.ts';
import { expectedReference } from './reference-rule.ts';
import { isErrorRule, type Rule } from './rule.ts';

export interface RuleDescription {
  readonly rule: string;
  readonly criterion: Criterion;
  /** Whether it counts in the score: rules that only warn do not. */
  readonly scored: boolean;
  readonly sentence: Localized;
}

/** What is checked, in a sentence for each rule. A code list without a title goes by its id. */
export function describeRules(
  contract: Contract,
  titleOf: (codeList: string) => Localized | undefined = () => undefined,
): readonly RuleDescription[] {
  // No row is looked at, so that neither the day nor the codes matter.
  const { rules } = compileContract(contract, {
    receivedOn: '2026-01-01',
    codeLists: () => undefined,
    numberStyles: new Map(),
    ...(contract.unitField === undefined ? {} : { unit: { field: contract.unitField, value: '' } }),
    corrects: true,
  });
  const codeLists = contract.fields.flatMap(({ name, labels, codeList }): readonly RuleDescription[] => {
    if (codeList === undefined) return [];
    const title = titleOf(codeList.id);
    const sentence = {
      vi: `«${labels.vi}» có trong danh mục «${title?.vi ?? codeList.id}»`,
      en: `“${labels.en}” is in the code list “${title?.en ?? codeList.id}”`,
    };
    return [{ rule: `${name}.code-list`, criterion: 'thongNhat', scored: true, sentence }];
  });
  const others = rules.map((rule) => ({
    rule: rule.id,
    criterion: rule.criterion,
    scored: isErrorRule(rule),
    sentence: sentenceOf(contract, rule),
  }));
  const references = contract.fields.flatMap(({ name, labels, reference }): readonly RuleDescription[] => {
    if (reference === undefined) return [];
    const expected = expectedReference({ vi: reference.dataset, en: reference.dataset });
    const sentence = { vi: `«${labels.vi}»: ${expected.vi}`, en: `“${labels.en}”: ${expected.en}` };
    return [{ rule: `${name}.reference`, criterion: criterionOf('reference').criterion, scored: true, sentence }];
  });
  return [...others, ...codeLists, ...references];
}

function sentenceOf(contract: Contract, { kind, fields, message }: Rule): Localized {
  if (message !== undefined) return message;
  const read = contract.fields.filter(({ name }) => fields.includes(name));
  const vi = read.map(({ labels }) => `«${labels.vi}»`).join(', ');
  const en = read.map(({ labels }) => `“${labels.en}”`).join(', ');
  if (kind === 'shape') return { vi: 'Dòng có đủ ô như tiêu đề', en: 'A row has the heading’s cells' };
  if (kind === 'key') return { vi: `Không trùng khóa ${vi}`, en: `No two rows share the key ${en}` };
  if (kind === 'unit') return { vi: `${vi} là của đơn vị gửi`, en: `${en} is the sender’s own unit` };
  if (kind === 'corrected') return { vi: 'Dòng đã sửa chỉ nhận một lần', en: 'A mended row is taken in once' };
  if (kind === 'required') return { vi: `Có ${vi}`, en: `There is ${en}` };
  const [field] = read;
  const expected = field === undefined ? { vi: '', en: '' } : expectationOf(field, kind);
  return { vi: `${vi}: ${expected.vi}`, en: `${en}: ${expected.en}` };
}
