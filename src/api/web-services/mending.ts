import type { Caller } from '../caller.ts';
import type { FormRules } from '../form-rules.ts';
import type { RejectedRow, SuggestedMend } from '../mending.ts';

/** What the pages ask about the rows that a load left out, and what they send back. */
export interface MendingServices {
  /** Rows that nothing was taken in for yet. Throws `load-unknown`, `right-missing`. */
  getMendPage(caller: Caller, load: string, page: MendPageQuery): Promise<MendPage>;
  /** Sends mended rows back as a load of its own, and gives its id. Throws as the API's corrections do. */
  correctRows(caller: Caller, load: string, rows: readonly MendedRow[]): Promise<string>;
  /** Takes certain suggestions for all rows alike. */
  takeSuggestions(caller: Caller, load: string, taken: readonly TakenSuggestion[]): Promise<string>;
}

export interface MendPageQuery {
  readonly rule?: string;
  readonly offset: number;
  /** At most. */
  readonly limit: number;
}

export interface MendPage {
  readonly columns: readonly MendColumn[];
  /** Each with the columns of its own table alone. */
  readonly rows: readonly RejectedRow[];
  readonly total: number;
  /** Rows of a page: as asked, or fewer of a wide table. */
  readonly limit: number;
  /** How a typed row can be judged; of the contract version that judged the load. */
  readonly form: FormRules;
  /** Certain suggestions grouped alike, most rows first. */
  readonly suggestions: readonly SuggestedMend[];
  /** Whether the caller may send corrections of this load. */
  readonly abilities: { readonly correct: boolean };
}

export interface MendColumn {
  /** As it was sent. */
  readonly heading: string;
  /** Null: the contract has no such field. */
  readonly field: string | null;
  /** Its values show masked: one that is left so stays as it was sent. */
  readonly masked: boolean;
}

export interface MendedRow {
  readonly table: string | null;
  readonly row: number;
  /** Only what changed, by heading. */
  readonly values: Readonly<Record<string, string | null>>;
}

export interface TakenSuggestion {
  readonly rule: string;
  readonly field: string;
  readonly value: string;
}
