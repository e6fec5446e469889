import type { Localized } from '#api/localized.ts';
import type { EncodingName } from '#api/encodings.ts';
import type { LoadMode, Progress } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/offline.ts';
import type { ReferenceTarget } from '#modules/quality/index.ts';
import type {
  ChangeCounts,
  DatasetSchema,
  PreparedSnapshot,
  SnapshotFiles,
  StandingRows,
} from '#modules/warehouse/index.ts';
import type { ErrorKind } from '#platform/errors/domain-error.ts';
import type {
  CorrectionRequest,
  CorrectionSums,
  FamilyFiles,
  PreviewAnswer,
  PreviewRequest,
  SumsRequest,
} from './correction-protocol.ts';
import type { KnownMapping } from './mapping/choose-mapping.ts';
import type { LookAnswer, LookRequest } from './mapping/look-at-form.ts';
import type { EachCount } from './count-each.ts';
import type { ProposeAnswer, ProposeRequest } from './propose-file.ts';

/** What the server asks of a load's child process; plain JSON, files are named by absolute paths. */
export type WorkerRequest =
  CheckRequest | CheckSeveralRequest | PreviewRequest | PrepareRequest | RestoreRequest | ProposeRequest | LookRequest;

export interface CheckRequest {
  readonly step: 'check';
  readonly file: string;
  /** The name under which it was sent; only its suffix counts, and only for the message. */
  readonly fileName: string;
  readonly sheet?: string;
  /** As in `ReadOptions`. */
  readonly longForm?: boolean;
  readonly encoding?: EncodingName;
  /** As it was read when it was registered. */
  readonly contract: Contract;
  readonly packs: string;
  readonly mode: LoadMode;
  readonly receivedOn: string;
  /** Rows of other units are rejected. */
  readonly unit?: { readonly field: string; readonly value: string };
  /** How forms of the dataset are read; the one given for this load first. */
  readonly mappings?: readonly KnownMapping[];
  /** What fields refer to in other datasets. */
  readonly references?: readonly ReferenceTarget[];
  /** The snapshot that stands; null before the first. */
  readonly current: StandingRows | null;
  readonly schema: DatasetSchema;
  /** Whether the delivery came within the promised period; null where none is promised. */
  readonly onTime: boolean | null;
  /** The file mends rows of an earlier load. */
  readonly correction?: CorrectionRequest;
  readonly staging: string;
  readonly outcome: string;
  readonly memoryLimit: string;
}

/** What of a check belongs to one of several files of a dataset. */
export type FileToCheck = Pick<
  CheckRequest,
  'file' | 'fileName' | 'sheet' | 'longForm' | 'encoding' | 'receivedOn' | 'unit' | 'onTime' | 'outcome'
>;

/** What is the same for all of them. `outcome` of each lies in `staging`, and is empty. */
export type SharedCheck = Omit<CheckRequest, 'step' | 'correction' | keyof FileToCheck>;

export interface CheckSeveralRequest {
  readonly step: 'check-several';
  readonly shared: SharedCheck;
  /** Each is checked as if it were alone. */
  readonly files: readonly FileToCheck[];
}

export interface CheckSeveralAnswer {
  readonly step: 'check-several';
  /** In the order of the files; fewer where one replaces rows of another: what comes behind it is not looked at. */
  readonly each: readonly (
    { readonly kind: 'answer'; readonly answer: CheckAnswer } | (WorkerFailure & { readonly kind: 'failure' })
  )[];
}

export interface CheckAnswer {
  readonly step: 'check';
  readonly result: CheckResult;
  /** The partitions that its accepted rows name, each as the JSON text of its values by field; null: the whole dataset. */
  readonly partitions: readonly string[] | null;
  /** Rows that stand in those partitions now, where they would be replaced. */
  readonly standing: number;
  /** What the accepted rows do to `current`, stretch by stretch; null: they were not compared. */
  readonly compared: readonly ChangeCounts[] | null;
}

export interface PrepareRequest {
  readonly step: 'prepare';
  /** Files that together have each key once. */
  readonly accepted: readonly string[];
  readonly acceptedRows: number;
  /** The files are those of several loads, and what each of them does is to be counted. */
  readonly gathered?: true;
  readonly current: StandingRows | null;
  /** What the check found of these rows and this very `current`. */
  readonly compared?: readonly ChangeCounts[] | undefined;
  readonly schema: DatasetSchema;
  readonly mode: LoadMode;
  /** The accepted rows are a correction's. */
  readonly sums?: SumsRequest;
  /** Rows of other units stay as they are. */
  readonly unit?: { readonly field: string; readonly value: string };
  readonly staging: string;
  readonly output: string;
  readonly memoryLimit: string;
}

export interface PrepareAnswer {
  readonly step: 'prepare';
  /** Null: a correction of which nothing was accepted makes no snapshot, and neither do gathered files that share a key. */
  readonly prepared: PreparedSnapshot | null;
  /** Of a correction. */
  readonly sums: CorrectionSums | null;
  /** Of gathered files, in their order. */
  readonly each: readonly EachCount[] | null;
}

export interface RestoreRequest {
  readonly step: 'restore';
  readonly snapshotsFolder: string;
  readonly earlier: SnapshotFiles;
  readonly current: SnapshotFiles;
  readonly schema: DatasetSchema;
  /** Those of whose corrections others will stand. */
  readonly families: readonly FamilyFiles[];
  readonly staging: string;
  readonly memoryLimit: string;
}

export interface RestoreAnswer {
  readonly step: 'restore';
  readonly prepared: PreparedSnapshot;
  /** Of all the families. */
  readonly corrected: CorrectionSums['corrected'];
}

export type WorkerMessage =
  /** `place`: of the file that it is about, where several are checked. */
  | { readonly kind: 'progress'; readonly progress: Progress; readonly place?: number }
  | (WorkerReply & {
      /** What the process holds now, in bytes. */
      readonly memory: number;
    });

export type WorkerReply =
  | {
      readonly kind: 'answer';
      readonly answer:
        CheckAnswer | CheckSeveralAnswer | PreviewAnswer | PrepareAnswer | RestoreAnswer | ProposeAnswer | LookAnswer;
    }
  | WorkerFailure;

export type WorkerFailure =
  /** A failure that means something to the sender of the file. */
  | {
      readonly kind: 'failure';
      readonly code: string;
      readonly errorKind: ErrorKind;
      readonly title: string;
      readonly detail: string;
      /** The same for people, where the error has it. */
      readonly message?: Localized;
    }
  /** A fault of ours: logged whole, shown blank. */
  | { readonly kind: 'fault'; readonly message: string };
