import { decodeContract } from './contract/decode-text.ts';
import { parseContract, type ParseContractOptions } from './contract/parse-contract.ts';
import type { ContractProblem } from './contract/problem.ts';

export interface ContractCheck {
  readonly ok: boolean;
  readonly files: readonly FileCheck[];
}

export interface FileCheck {
  readonly file: string;
  readonly ok: boolean;
  /** false: not even readable as YAML or JSON. */
  readonly readable: boolean;
  readonly problems: readonly ContractProblem[];
  readonly warnings: readonly ContractProblem[];
}

/** Checks contracts one by one, as a server would take them. */
export async function checkContracts(
  files: readonly string[],
  {
    readFile,
    ...parsing
  }: {
    readonly readFile: (file: string) => Promise<Uint8Array>;
  } & Pick<ParseContractOptions, 'inspect' | 'dictionary'>,
): Promise<ContractCheck> {
  const checks: FileCheck[] = [];
  for (const file of files) {
    const decoded = decodeContract(await readFile(file));
    const result = decoded.ok ? parseContract(decoded.text, parsing) : decoded;
    checks.push({
      file,
      ok: result.ok,
      readable: result.ok || result.kind !== 'syntax',
      problems: result.ok ? [] : result.problems,
      warnings: result.ok ? result.warnings : [],
    });
  }
  return { ok: checks.every(({ ok }) => ok), files: checks };
}
