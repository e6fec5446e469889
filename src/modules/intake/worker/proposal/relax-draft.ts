import type { CheckResult } from '#api/quality.ts';
import type { ContractDraft, DraftField } from '#modules/catalog/offline.ts';
import { agreedOfSlips } from './decide-type.ts';

/** Rows that rules may reject together, of all that were received. */
const rejectedAtMost = 0.009;

/**
 * Takes back the rules that reject most of the file itself, until those that are left reject next to nothing. The same
 * draft: there is no rule to take back.
 */
export function relaxDraft(draft: ContractDraft, { received, findingsByRule }: CheckResult): ContractDraft {
  const broken = findingsByRule
    .filter(({ severity, rule }) => severity === 'error' && rule !== 'row.shape' && !rejectsSlips(draft, rule))
    .toSorted((a, b) => a.rows - b.rows);
  let allowed = rejectedAtMost * received;
  const tooStrict = broken.filter(({ rows }) => {
    allowed -= rows;
    return allowed < 0;
  });
  return tooStrict.reduce(withoutRule, draft);
}

/** What nearly all values agree with, as the heading says, stays, with the slips that it and its element's shape reject. */
function rejectsSlips({ fields }: ContractDraft, rule: string): boolean {
  const at = rule.lastIndexOf('.');
  const asked = saidBy[rule.slice(at + 1)];
  const { agreement } = fields.find(({ name }) => name === rule.slice(0, at)) ?? {};
  const share = asked === undefined ? undefined : agreement?.[asked];
  // Damage is the file's, however many rows have it: without the rule it would pass for good.
  if (asked === 'semanticType' && (agreement?.['damaged'] ?? 0) > 0) return true;
  return share !== undefined && share < 1 && share >= agreedOfSlips;
}

/** By the kind of a rule: whose share of rows speaks for it. */
const saidBy: Readonly<Record<string, string>> = {
  semantic: 'semanticType',
  length: 'semanticType',
  pattern: 'semanticType',
  'code-list': 'codeList',
  type: 'type',
};

function withoutRule(
  draft: ContractDraft,
  { rule, rows }: { readonly rule: string; readonly rows: number },
): ContractDraft {
  const kind = rule.slice(rule.lastIndexOf('.') + 1);
  if (kind === 'key') return { ...draft, key: [] };
  // What two fields say together is taken back with both.
  const names = rule.slice(0, rule.lastIndexOf('.')).split('+');
  const fields = draft.fields.map((field) =>
    names.includes(field.name) ? { ...relaxField(field, kind), notes: [...field.notes, noteOf(kind, rows)] } : field,
  );
  return { ...draft, fields };
}

function relaxField(field: DraftField, kind: string): DraftField {
  // What the element demands cannot be taken back by the field.
  const { elementRef: _element, ...own } = field;
  const { enumeration: _enumeration, codeList, codeListDate, semanticType, physicalType, ...rest } = own;
  const domain = {
    ...(codeList === undefined ? {} : { codeList }),
    ...(codeListDate === undefined ? {} : { codeListDate }),
    ...(semanticType === undefined ? {} : { semanticType }),
    ...(physicalType === undefined ? {} : { physicalType }),
  };
  switch (kind) {
    case 'required':
      return { ...field, required: false };
    case 'unique':
      return { ...field, unique: false };
    case 'enum':
      return { ...rest, ...domain };
    case 'code-list': {
      const { codeList: _list, codeListDate: _date, ...left } = own;
      return left;
    }
    case 'semantic': {
      const { semanticType: _semantic, ...left } = own;
      return left;
    }
    case 'type': {
      const { physicalType: _physical, semanticType: _semantic, ...left } = own;
      return { ...left, type: 'string', limits: {} };
    }
    default:
      return { ...own, limits: {} };
  }
}

const ruleNames: Readonly<Record<string, string>> = {
  required: 'bắt buộc',
  type: 'kiểu dữ liệu',
  length: 'độ dài',
  pattern: 'mẫu',
  range: 'khoảng giá trị',
  enum: 'tập giá trị',
  unique: 'không trùng',
  'code-list': 'danh mục',
  semantic: 'kiểu ngữ nghĩa',
};

function noteOf(kind: string, rows: number): string {
  return `Đã bỏ ràng buộc «${ruleNames[kind] ?? kind}»: ${rows.toLocaleString('vi-VN')} dòng của tệp sẽ bị loại.`;
}
