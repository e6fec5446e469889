import type { Finding } from '#api/quality.ts';
import type { Localized } from '#api/localized.ts';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { english } from '../messages/english.ts';
import { expectationOf, expectedOfPair } from '../messages/expectation.ts';
import { explainCodeListFinding } from '../messages/explain-code-list.ts';
import type { MessageFacts, MessageText } from '../messages/message-facts.ts';
import { vietnamese } from '../messages/vietnamese.ts';
import { expectedReference } from '../rules/reference-rule.ts';
import { explainAddress } from '../semantic/address/address.ts';
import { addressUnitsOf, type AddressUnits } from '../semantic/address/address-units.ts';
import { semanticTypeOf } from '../semantic/semantic-types.ts';
import type { KeptFinding } from './read-findings.ts';

/** Puts findings into words. Nothing is read but the contract and the code lists. */
export function presentFindings(
  contract: Contract,
  findings: readonly KeptFinding[],
  deps: { readonly codeLists: CodeLists },
): Finding[] {
  const fieldNamed = new Map(contract.fields.map((field) => [field.name, field]));
  const known = {
    ...deps,
    addressUnits: lazily(() => addressUnitsOf(deps.codeLists)),
    alike: alikeIn(),
  };
  return findings.map((finding) => presentFinding(contract, finding, fieldNamed, known));
}

interface Known {
  readonly codeLists: CodeLists;
  /** Made of hundreds of names, once for all findings, and only where an address asks for them. */
  readonly addressUnits: () => AddressUnits | undefined;
  /** The values that a field may have which are written as this one is but for case, accents and signs. */
  readonly alike: (field: Field, value: string) => readonly string[];
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A field's values are folded once for all findings. */
function alikeIn(): Known['alike'] {
  const folded = new Map<Field, ReadonlyMap<string, readonly string[]>>();
  return (field, value) => {
    const known = folded.get(field) ?? Map.groupBy(field.enumeration?.values ?? [], foldHeading);
    folded.set(field, known);
    return known.get(foldHeading(value)) ?? [];
  };
}

interface Explanation {
  readonly expected: Localized;
  readonly detail: Localized;
  readonly suggestion: string | undefined;
}

function presentFinding(
  contract: Contract,
  finding: KeptFinding,
  fieldNamed: ReadonlyMap<string, Field>,
  deps: Known,
): Finding {
  const kind = finding.rule.slice(finding.rule.lastIndexOf('.') + 1);
  const subject = finding.rule.slice(0, finding.rule.lastIndexOf('.'));
  const field = finding.field === null ? undefined : fieldNamed.get(finding.field);
  const names = fieldsOf(contract, kind, subject);
  const labels = names.flatMap((name) => fieldNamed.get(name)?.labels ?? []);
  const explanation = explain(contract, finding, kind, subject, field, deps);
  const { expected, detail } = explanation;
  const suggestion = finding.masked === true ? undefined : explanation.suggestion;
  return {
    table: finding.table,
    row: finding.row,
    field: finding.field,
    ...(names.length > 1 ? { fields: [...names] } : {}),
    rule: finding.rule,
    severity: finding.severity,
    value: finding.value,
    expected: expected.vi,
    message: {
      vi: sentence(
        'vi',
        finding,
        labels.map(({ vi }) => `«${vi}»`),
        { expected: expected.vi, detail: detail.vi, suggestion },
      ),
      en: sentence(
        'en',
        finding,
        labels.map(({ en }) => `“${en}”`),
        { expected: expected.en, detail: detail.en, suggestion },
      ),
    },
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function fieldsOf(contract: Contract, kind: string, subject: string): readonly string[] {
  if (kind === 'cel') return contract.rules.find(({ name }) => name === subject)?.fields ?? [];
  if (kind === 'shape' || kind === 'corrected') return [];
  return kind === 'key' || kind === 'semantic' ? subject.split('+') : [subject];
}

function explain(
  contract: Contract,
  finding: KeptFinding,
  kind: string,
  subject: string,
  field: Field | undefined,
  { codeLists, addressUnits, alike }: Known,
): Explanation {
  const value = (finding.value ?? '').normalize('NFC').trim();
  const none = { vi: '', en: '' };
  if (kind === 'cel') {
    const message = contract.rules.find(({ name }) => name === subject)?.message ?? none;
    return { expected: message, detail: message, suggestion: undefined };
  }
  if (kind === 'shape')
    return {
      expected: { vi: 'số ô bằng tiêu đề', en: 'as many cells as the heading' },
      detail: none,
      suggestion: undefined,
    };
  if (kind === 'corrected') return { expected: none, detail: none, suggestion: undefined };
  if (kind === 'key' || kind === 'unique') {
    return {
      expected: { vi: 'giá trị không trùng', en: 'a value that is not there yet' },
      detail: firstPlace(finding.context),
      suggestion: undefined,
    };
  }
  if (kind === 'semantic' && field === undefined) {
    return { expected: expectedOfPair(finding.problem), detail: none, suggestion: undefined };
  }
  if (field === undefined) return { expected: none, detail: none, suggestion: undefined };
  if (finding.problem === 'former-units' || finding.problem === 'parted-units') {
    return { expected: expectationOf(field, kind), ...explainAddress(value, addressUnits()) };
  }
  if (kind === 'reference') {
    // Our own text, as the check wrote it.
    const title = JSON.parse(finding.context ?? '{"vi":"","en":""}') as Localized;
    return { expected: expectedReference(title), detail: none, suggestion: undefined };
  }
  const list = field.codeList === undefined ? undefined : codeLists(field.codeList.id);
  if (kind === 'code-list' && list !== undefined) return explainCodeListFinding(list, value, finding.context ?? '');
  return {
    expected: expectationOf(field, kind),
    detail: none,
    suggestion: suggestionFor(field, kind, { ...finding, value, alike }),
  };
}

function suggestionFor(
  field: Field,
  kind: string,
  {
    problem,
    value,
    context,
    alike,
  }: Pick<Known, 'alike'> & { readonly problem: string; readonly value: string; readonly context: string | null },
): string | undefined {
  if (kind === 'semantic')
    return semanticTypeOf(field)
      ?.problems.find(({ code }) => code === problem)
      ?.suggest?.(value, context ?? undefined);
  if (kind !== 'enum') return undefined;
  const [candidate, ...others] = alike(field, value);
  return others.length === 0 ? candidate : undefined;
}

/** `12`, `12 Biểu 1`, or `dataset`: where an equal value stands. */
function firstPlace(context: string | null): Localized {
  if (context === null || context === 'dataset') return { vi: 'bộ dữ liệu', en: 'the dataset' };
  const [row = '', ...table] = context.split(' ');
  if (table.length === 0) return { vi: `dòng ${row}`, en: `row ${row}` };
  return { vi: `dòng ${row} của bảng «${table.join(' ')}»`, en: `row ${row} of “${table.join(' ')}”` };
}

function sentence(
  language: 'vi' | 'en',
  finding: KeptFinding,
  labels: readonly string[],
  facts: Omit<MessageFacts, 'value'>,
): string {
  const all: MessageFacts = { ...facts, value: finding.value ?? (finding.masked === true ? '•••' : '') };
  const catalogue: Readonly<Record<string, MessageText>> = language === 'vi' ? vietnamese : english;
  const text = catalogue[finding.problem];
  if (text === undefined) throw new Error(`there are no words for the problem ${finding.problem}`);
  const where = placeOf(language, finding, labels);
  const mend = text.mend?.(all) ?? '';
  const wanted =
    facts.expected === '' || finding.problem === 'broken'
      ? ''
      : language === 'vi'
        ? `Cần: ${facts.expected}.`
        : `Expected: ${facts.expected}.`;
  const suggested =
    facts.suggestion === undefined
      ? ''
      : language === 'vi'
        ? `Gợi ý: «${facts.suggestion}».`
        : `Suggestion: “${facts.suggestion}”.`;
  const what = text.what(all).replace(/\.$/, '');
  return [`${where}: ${what}.`, wanted, mend, suggested].filter((part) => part !== '').join(' ');
}

function placeOf(language: 'vi' | 'en', { table, row }: KeptFinding, labels: readonly string[]): string {
  const columns = labels.join(', ');
  if (language === 'vi') {
    const place = `${table === null ? 'Dòng' : `Bảng «${table}», dòng`} ${row}`;
    return labels.length === 0 ? place : `${place}, cột ${columns}`;
  }
  const place = `${table === null ? 'Row' : `Table “${table}”, row`} ${row}`;
  return labels.length === 0 ? place : `${place}, column${labels.length > 1 ? 's' : ''} ${columns}`;
}
