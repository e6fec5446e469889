import { createProblem } from './problem.ts';
import type { ContractRefusal } from './parse-odcs.ts';

/** The bytes of a contract as text; a byte order mark is taken off. */
export function decodeContract(bytes: Uint8Array): { readonly ok: true; readonly text: string } | ContractRefusal {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const problems = [createProblem('text-not-utf8', [], { line: 1, column: 1 })];
    return { ok: false, kind: 'syntax', problems };
  }
}
