import { parseArgs } from 'node:util';
import type { Language } from '#api/localized.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { UsageError, VerbFailure, type ExitCode, type Verb, type VerbContext } from './verb.ts';

/** What the frame gives to every verb, whatever its options. */
export type Surroundings = Omit<VerbContext<Record<string, never>>, 'positionals' | 'options' | 'json' | 'language'>;

export const wrongUsage = { code: 'usage', title: 'The command line is not understood' } as const;

const commonOptions = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** Parses a verb's arguments, runs it, and turns whatever it throws into a message and an exit code. */
export async function runVerb(
  verb: Verb,
  given: readonly string[],
  language: Language,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const json = given.includes('--json');
  try {
    const { values, positionals } = parseGiven(verb, given);
    if (values['help'] === true) {
      await surroundings.print(describeVerb(verb, language));
      return 0;
    }
    const { min, max } = verb.positionals;
    if (positionals.length < min || positionals.length > max) {
      throw new UsageError(`${positionals.length} arguments where ${min === max ? min : `${min} to ${max}`} belong`);
    }
    return await verb.run({ ...surroundings, positionals, options: values, json, language });
  } catch (error) {
    const failure = understandFailure(error, verb.failure);
    if (json) {
      const { code, title, detail } = failure;
      await surroundings.print(`${JSON.stringify({ error: { code, title, detail } })}\n`);
    }
    surroundings.notice(`${failure.code}: ${failure.title}${failure.detail ? `\n${failure.detail}` : ''}`);
    if (failure.exitCode === 2) surroundings.notice(describeVerb(verb, language).trimEnd());
    if (failure.fault !== undefined) surroundings.notice(failure.fault);
    return failure.exitCode;
  }
}

export function describeVerb(verb: Verb, language: Language): string {
  return `${verb.summary[language]}\n\n${verb.usage.map((usage) => `  daklake ${usage} [--json]\n`).join('')}`;
}

function parseGiven(verb: Verb, given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: { ...verb.options, ...commonOptions }, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

interface Failure {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Where a fault of ours happened, for whoever reports it. */
  readonly fault?: string | undefined;
}

function understandFailure(error: unknown, exitCode: ExitCode): Failure {
  if (error instanceof VerbFailure) {
    return { exitCode: error.exitCode, code: error.code, title: error.title, detail: error.message };
  }
  if (error instanceof UsageError) {
    return { exitCode: 2, ...wrongUsage, detail: error.message };
  }
  if (error instanceof DomainError) return { exitCode, code: error.code, title: error.title, detail: error.message };
  const { code, path, message } = error as NodeJS.ErrnoException;
  // A folder that is read as a file fails without its name.
  if (typeof code === 'string' && (typeof path === 'string' || code === 'EISDIR')) {
    return { exitCode: 3, code: 'file-unreadable', title: 'A file cannot be read or written', detail: message };
  }
  const fault = error instanceof Error ? error.stack : String(error);
  return { exitCode, code: 'internal', title: 'A fault of ours', detail: message ?? '', fault };
}
