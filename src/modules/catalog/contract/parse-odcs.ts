import { OdcsDocument } from './odcs/document.ts';
import { upgradeDocument } from './odcs/upgrade.ts';
import { reportIssues } from './document-problems.ts';
import { createProblem, type ContractProblem, type Locate, type Report } from './problem.ts';
import { readText } from './read-text.ts';

export type OdcsResult =
  | {
      readonly ok: true;
      /** As 3.1 has it, whichever version it was written in. */
      readonly document: OdcsDocument;
      /** As it was sent. */
      readonly sent: Readonly<Record<string, unknown>>;
      readonly locate: Locate;
    }
  | ContractRefusal;

/** `syntax`: the text cannot be read; `rules`: it can, but is not a document (or a dataset's contract) as it must be. */
export interface ContractRefusal {
  readonly ok: false;
  readonly kind: 'syntax' | 'rules';
  readonly problems: readonly ContractProblem[];
}

/** Reads any document of the Open Data Contract Standard 3, as YAML or JSON. */
export function parseOdcs(text: string): OdcsResult {
  const reading = readText(text);
  if (!reading.ok) return { ok: false, kind: 'syntax', problems: reading.problems };
  return readOdcs(reading.value, reading.locate);
}

/** The same of values that are no text yet, or no longer. */
export function readOdcs(sent: Readonly<Record<string, unknown>>, locate: Locate): OdcsResult {
  const document = upgradeDocument(sent);
  const result = OdcsDocument.safeParse(document);
  if (result.success) return { ok: true, document: result.data, sent, locate };
  const problems: ContractProblem[] = [];
  reportIssues(result.error.issues, document, collectInto(problems, locate));
  return { ok: false, kind: 'rules', problems: inOrder(problems) };
}

/** More would help nobody. */
const maxProblems = 200;

export function collectInto(problems: ContractProblem[], locate: Locate): Report {
  return (code, path, facts) => {
    if (problems.length < maxProblems) problems.push(createProblem(code, path, locate(path), facts));
  };
}

export function inOrder(problems: readonly ContractProblem[]): readonly ContractProblem[] {
  return problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
}
