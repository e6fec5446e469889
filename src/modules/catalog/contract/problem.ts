import type { Localized } from '#api/localized.ts';
import { problemTexts, type ProblemCode } from './problem-texts.ts';

/** One thing wrong in a contract: where it stands, why it is wrong, how to mend it. */
export interface ContractProblem {
  /** 1-based, in the text as it was sent. */
  readonly line: number;
  readonly column: number;
  /** Members from the root, e.g. `schema[0].properties[3].name`; '' is the document itself. */
  readonly path: string;
  readonly code: string;
  readonly reason: Localized;
  readonly mend: Localized;
}

export type Path = readonly (string | number)[];

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a member stands: its key, or an item of a list; of a member that is not there, the nearest one around it. */
export type Locate = (path: Path) => Position;

/** What a text of the table needs to be complete. */
export type Facts = Readonly<Record<string, string | number>>;

/** Takes a problem by its code; the texts come from the table. */
export type Report = (code: ProblemCode, path: Path, facts?: Facts) => void;

export function createProblem(code: ProblemCode, path: Path, position: Position, facts: Facts = {}): ContractProblem {
  const texts = problemTexts[code];
  return {
    line: position.line,
    column: position.column,
    path: presentPath(path),
    code,
    reason: fill(texts.reason, facts),
    mend: fill(texts.mend, facts),
  };
}

/** «Dòng 12: … Cách sửa: …» */
export function presentProblem(problem: ContractProblem): Localized {
  return {
    vi: `Dòng ${problem.line}: ${problem.reason.vi} Cách sửa: ${problem.mend.vi}`,
    en: `Line ${problem.line}: ${problem.reason.en} Mend: ${problem.mend.en}`,
  };
}

export function presentPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function fill(text: Localized, facts: Facts): Localized {
  const put = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const fact = facts[name];
      if (fact === undefined) throw new Error(`a contract problem's text needs the fact "${name}"`);
      return String(fact);
    });
  return { vi: put(text.vi), en: put(text.en) };
}
