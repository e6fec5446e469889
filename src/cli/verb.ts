import type { parseArgs, ParseArgsOptionsConfig } from 'node:util';
import type { Language, Localized } from '#api/localized.ts';
import type { ProgressBar } from './progress.ts';

/**
 * 0 done · 1 the data or contract fell short · 2 wrong usage · 3 input cannot be read (empty, encrypted, broken) ·
 * 4 the server refused or cannot be reached.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The values that options take, typed by their declaration. */
export type OptionValues<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values'];

/** What a verb sees of the process it runs in. */
export interface VerbContext<Options extends ParseArgsOptionsConfig> {
  /** As many as the verb declared. */
  readonly positionals: readonly string[];
  readonly options: OptionValues<Options>;
  /** One JSON document on stdout, and nothing else there. */
  readonly json: boolean;
  readonly language: Language;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The answer. Await it: a pipe that is read slowly slows the verb. */
  readonly print: (text: string) => Promise<void>;
  /** Whatever is not the answer: goes to stderr, a line. */
  readonly notice: (line: string) => void;
  /** A bar where stderr is a terminal, else a line now and then. */
  readonly progress: (label: string) => ProgressBar;
  /**
   * Takes over SIGINT and SIGTERM: resolves at the first of them; a second one ends the process at once. A verb that
   * does not call it is simply ended by them.
   */
  readonly untilEnd: () => Promise<void>;
}

export interface VerbDeclaration<Options extends ParseArgsOptionsConfig> {
  /** Without the program's name, e.g. `read FILE [--sheet NAME]`. */
  readonly usage: readonly string[];
  readonly summary: Localized;
  /** Besides `--json` and `--help`, which every verb has. */
  readonly options: Options;
  readonly positionals: { readonly min: number; readonly max: number };
  /** The exit code of a failure that the verb lets through: 3 for those that read input, 4 for those that ask a server. */
  readonly failure: ExitCode;
  /** Fails by throwing: a DomainError, a UsageError, or a VerbFailure where the code is neither of theirs. */
  readonly run: (context: VerbContext<Options>) => Promise<ExitCode>;
}

/** A verb of any options, as the frame runs it. */
export type Verb = VerbDeclaration<ParseArgsOptionsConfig>;

export function defineVerb<const Options extends ParseArgsOptionsConfig>(declaration: VerbDeclaration<Options>): Verb {
  // The frame parses the options by this very declaration, so what it hands to `run` has these types.
  return declaration as unknown as Verb;
}

/** The command line is not one that the verb takes; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A failure with an exit code of its own. */
export class VerbFailure extends Error {
  override readonly name = 'VerbFailure';
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly title: string;

  constructor(exitCode: ExitCode, failure: { readonly code: string; readonly title: string; readonly detail: string }) {
    super(failure.detail);
    this.exitCode = exitCode;
    this.code = failure.code;
    this.title = failure.title;
  }
}
