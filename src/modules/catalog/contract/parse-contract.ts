import type { Localized } from '#api/localized.ts';
import type { Contract } from './contract.ts';
import { collectInto, inOrder, parseOdcs, type ContractRefusal, type OdcsResult } from './parse-odcs.ts';
import { judgeChange, type StandingRows } from './judge-change.ts';
import type { OdcsDocument } from './odcs/document.ts';
import { presentPath, type ContractProblem, type Locate, type Path } from './problem.ts';
import type { ContractDictionary } from './open-field.ts';
import { readContract } from './read-contract.ts';

export interface ParseContractOptions {
  /** The id that the document must have: the one in the address it was sent to. */
  readonly id?: string;
  /** Where data elements and code lists are looked up; without it they are taken at their word. */
  readonly dictionary?: ContractDictionary;
  /**
   * What others know to be wrong with a contract that is good in itself, e.g. a rule that cannot be compiled. Asked last;
   * what it finds is a problem like any other, on its rule's or field's line.
   */
  readonly inspect?: (contract: Contract) => readonly ContractObjection[];
  /** The rows that the contract is to fit; undefined where none stand. */
  readonly standing?: StandingRows;
}

export interface ContractObjection {
  readonly about: { readonly kind: 'rule' | 'field'; readonly name: string };
  readonly code: string;
  readonly reason: Localized;
  readonly mend: Localized;
}

export type ContractResult =
  { readonly ok: true; readonly contract: Contract; readonly warnings: readonly ContractProblem[] } | ContractRefusal;

/** Reads a dataset's contract from YAML or JSON. Never throws for what stands in the text. */
export function parseContract(text: string, options: ParseContractOptions = {}): ContractResult {
  return readDataset(parseOdcs(text), options);
}

/** Reads a dataset's contract out of a document of the standard. */
export function readDataset(odcs: OdcsResult, options: ParseContractOptions = {}): ContractResult {
  if (!odcs.ok) return odcs;
  const { document, sent, locate } = odcs;
  const problems: ContractProblem[] = [];
  const warnings: ContractProblem[] = [];
  const report = collectInto(problems, locate);
  if (options.id !== undefined && document.id !== options.id) {
    report('id-not-the-path', ['id'], { found: document.id, expected: options.id });
  }
  const contract = readContract(
    document,
    sent,
    locate,
    { report, warn: collectInto(warnings, locate) },
    options.dictionary,
  );
  if (contract !== undefined && problems.length === 0) {
    problems.push(...(options.inspect?.(contract) ?? []).map((objection) => place(objection, document, locate)));
  }
  if (contract !== undefined && problems.length === 0 && options.standing !== undefined) {
    judgeChange(contract, options.standing, { report, warn: collectInto(warnings, locate) });
  }
  if (contract === undefined || problems.length > 0) return { ok: false, kind: 'rules', problems: inOrder(problems) };
  return { ok: true, contract, warnings: inOrder(warnings) };
}

function place(
  { about, code, reason, mend }: ContractObjection,
  document: OdcsDocument,
  locate: Locate,
): ContractProblem {
  const path = about.kind === 'rule' ? findRule(document, about.name) : findField(document, about.name);
  return { ...locate(path), path: presentPath(path), code, reason, mend };
}

function findField(document: OdcsDocument, name: string): Path {
  const index = document.schema?.[0]?.properties?.findIndex((property) => property.name === name) ?? -1;
  return ['schema', 0, 'properties', index];
}

function findRule(document: OdcsDocument, name: string): Path {
  const object = document.schema?.[0];
  const owners = [
    { quality: object?.quality, path: ['schema', 0] },
    ...(object?.properties ?? []).map(({ quality }, index) => ({ quality, path: ['schema', 0, 'properties', index] })),
  ];
  for (const { quality, path } of owners) {
    const index = quality?.findIndex((entry) => entry.name === name) ?? -1;
    if (index >= 0) return [...path, 'quality', index, 'implementation'];
  }
  return ['schema', 0];
}
