import type { Localized } from '#api/localized.ts';
import type { Access } from '#modules/access/index.ts';

export interface DeedRequest {
  /** The e-mail address or name; empty where the deed takes none. */
  readonly subject: string;
  readonly options: {
    readonly role?: string | undefined;
    readonly agency?: string | undefined;
    readonly unit?: string | undefined;
    readonly replace?: boolean | undefined;
  };
}

export interface DeedDone {
  /** For `--json`. */
  readonly answer: unknown;
  /** For people, with its line end. */
  readonly text: string;
  /** What else to know of it; goes to stderr. */
  readonly remark?: Localized;
  /** The remark is a warning, and said beside JSON too. */
  readonly urgent?: boolean;
}

/** One thing that `admin` does. */
export interface Deed {
  /** What has to follow its name; undefined: nothing may. */
  readonly takes?: string;
  /** Throws a UsageError before the data folder is touched. */
  readonly prepare: (request: DeedRequest) => (access: Access) => Promise<DeedDone>;
}
