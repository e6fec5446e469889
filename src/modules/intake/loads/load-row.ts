import type { Selectable } from 'kysely';
import type { KnownCaller } from '#api/caller.ts';
import type { EncodingName } from '#api/encodings.ts';
import type { LoadMode, LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import type { RequestMark } from '#platform/http/request-mark.ts';
import type { CorrectionFacts } from '../corrections/correction-columns.ts';
import type { Hold } from '../decisions/hold-reasons.ts';
import type { IntakeTables } from './tables.ts';

export type LoadRow = Selectable<IntakeTables['intake.loads']>;

export interface NewLoad {
  readonly id: string;
  readonly dataset: string;
  readonly mode: LoadMode;
  readonly sheet: string | undefined;
  readonly longForm?: boolean | undefined;
  readonly encoding?: EncodingName | undefined;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly sha256: string;
  readonly contractVersion: string;
  readonly contractRevision: number;
  readonly sender: KnownCaller;
  readonly receivedOn: string;
  readonly request: RequestMark | undefined;
  readonly correction?: CorrectionFacts & { readonly corrects: string; readonly root: string };
}

/** What a check found, and left on the disk. */
export interface Found {
  readonly result: CheckResult;
  readonly partitions: readonly string[] | null;
  /** Of what stays of it, without the rows that it accepted. */
  readonly rejectsBytes: number;
}

/** What a check leaves on the load's row before anything is published. */
export interface Checked extends Found {
  /** Undefined: it is published by itself. */
  readonly hold: Hold | undefined;
  /** The snapshot that was current. */
  readonly against: string | null;
}

/** What a person decides on a held load. */
export interface Decision {
  readonly publish: boolean;
  readonly note: string | null;
  /** Null: nobody that is known by name. */
  readonly by: KnownCaller | null;
  /** Put it in the place of newer data, too. */
  readonly force: boolean;
}

export interface Published {
  readonly snapshot: string;
  readonly difference: NonNullable<LoadView['difference']>;
}
