import type { Caller } from '../caller.ts';
import type { FormLook, FormMapping, MappingView } from '../mappings.ts';

/** What the page that maps the columns of a form asks. All throw `load-unknown`, `right-missing`. */
export interface MappingServices {
  /** Throws what keeps the file from being read, and `load-not-rereadable` where it is not kept. */
  getFormLook(caller: Caller, load: string, of: LookedAtForm): Promise<FormLook>;
  /** Whether the caller saves for every load or proposes for this one, and whether this one is read again. */
  getMappingAbilities(caller: Caller, load: string): Promise<MappingAbilities>;
  /** Throws `mapping-invalid`, `mapping-incomplete`, `mapping-changed`, `load-not-rereadable`. */
  applyMapping(caller: Caller, load: string, sent: SentMapping): Promise<{ readonly readAgain: boolean }>;
  /** Newest first, proposals among them; empty where the form has none yet. */
  listMappingVersions(caller: Caller, dataset: string, fingerprint: string): Promise<readonly MappingView[]>;
}

export interface LookedAtForm {
  /** Place of one of the file's tables; undefined: the one that fits best. */
  readonly table?: number | undefined;
  /** Crosstabs as long tables, or as they stand; undefined: as the load is read. */
  readonly longForm?: boolean | undefined;
}

export interface MappingAbilities {
  readonly save: boolean;
  readonly readAgain: boolean;
}

export interface SentMapping {
  readonly mapping: FormMapping;
  readonly note: string | null;
}
