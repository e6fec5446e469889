import type { RetentionView } from './retention.ts';
import type { Caller } from './caller.ts';
import type { AccessClass, DatasetItem, DownloadFormat, SnapshotItem, Theme } from './datasets.ts';
import type { FileReportsList, FileReportsPage } from './file-reports.ts';
import type { Language, Localized } from './localized.ts';
import type { LoadView } from './loads.ts';
import type { Finding, RuleFindings, Score } from './quality.ts';
import type { DeliveryServices } from './web-services/deliveries.ts';
import type { ReadingServices } from './web-services/readings.ts';
import type { MappingServices } from './web-services/mappings.ts';
import type { MendingServices } from './web-services/mending.ts';
import type { OperationsServices } from './web-services/operations.ts';
import type { ProposalServices } from './web-services/proposals.ts';
import type { QuotaServices } from './web-services/quotas.ts';
import type { ReceiptServices } from './web-services/receipts.ts';
import type { VersionServices } from './web-services/versions.ts';
import type { WorkplaceServices } from './web-services/workplaces.ts';

/**
 * What the server-rendered pages ask of the platform. The composition root builds it from the rooms and hands it to the
 * router's context; `web/` imports only this type. Every call throws the rooms' domain errors (`code`, `kind`).
 */
export interface WebServices
  extends
    DeliveryServices,
    MappingServices,
    ReadingServices,
    MendingServices,
    OperationsServices,
    ProposalServices,
    QuotaServices,
    ReceiptServices,
    VersionServices,
    WorkplaceServices {
  /** `withoutDatabase`: operators are believed for a while where the database is away. */
  identify(request: { readonly cookie: string | undefined; readonly withoutDatabase: boolean }): Promise<Caller>;
  /** Opens a session; `setCookie` is the header's value. Throws `credentials-wrong`. Failures are counted by `address`. */
  signIn(credentials: {
    readonly email: string;
    readonly password: string;
    readonly address: string;
  }): Promise<{ readonly setCookie: string }>;
  /** Makes the first administrator by a one-time link and signs him in. Throws `link-unknown`, `password-weak`, `email-taken`. */
  redeemLink(redemption: {
    readonly link: string;
    readonly email: string;
    readonly name: string;
    readonly password: string;
  }): Promise<{ readonly setCookie: string }>;
  signOut(cookie: string | undefined): Promise<{ readonly setCookie: string }>;

  summarize(caller: Caller, language: Language): Promise<PortalSummary>;
  searchDatasets(caller: Caller, query: DatasetSearch, language: Language): Promise<DatasetSearchResult>;
  getDatasetPage(caller: Caller, id: string, language: Language, asOf?: string): Promise<DatasetPage>;

  /** What the caller may fill, and the newest loads that he may see. */
  getDesk(caller: Caller, language: Language): Promise<Desk>;
  getLoad(caller: Caller, id: string): Promise<LoadView>;
  listFindings(caller: Caller, load: string, page: FindingsPage): Promise<FindingsList>;
  /** Of many files sent at once: what became of each. */
  listFiles(caller: Caller, load: string, page: FileReportsPage): Promise<FileReportsList>;
  /** What the caller may do with a load, so that pages need not know the rules. */
  getLoadAbilities(caller: Caller, load: string): Promise<LoadAbilities>;
  /**
   * Publishes a held load, or ends it. Throws `load-not-held`, `right-missing`, and `load-outdated` where newer data stand in
   * its place, unless `force` says that they may go.
   */
  decideLoad(
    caller: Caller,
    load: string,
    decision: { readonly publish: boolean; readonly note: string | null; readonly force?: boolean },
  ): Promise<void>;
  /** Ends a load under way. Throws `load-at-rest`, `right-missing`. */
  cancelLoad(caller: Caller, load: string): Promise<void>;
}

export interface PortalSummary {
  readonly datasets: number;
  readonly rows: number;
  readonly newest: readonly DatasetItem[];
  readonly themes: readonly FacetValue[];
  readonly agencies: readonly FacetValue[];
}

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export interface DatasetSearch {
  readonly q?: string;
  readonly theme?: string;
  readonly agency?: string;
  readonly access?: string;
  readonly sort?: string;
  readonly offset?: number;
  readonly limit?: number;
}

export interface DatasetSearchResult {
  readonly items: readonly DatasetItem[];
  readonly total: number;
  readonly facets: {
    readonly theme: readonly FacetValue[];
    readonly agency: readonly FacetValue[];
    readonly access: readonly FacetValue[];
  };
}

export interface DatasetPage {
  readonly item: DatasetItem;
  readonly about: {
    readonly version: string;
    readonly access: AccessClass;
    readonly importance: 'core' | 'important' | 'other';
    readonly theme: Theme | null;
    readonly legalBasis: readonly string[];
    readonly loadMode: string;
    readonly partitionBy: readonly string[];
    /** The field that names the reporting commune; null: communes do not fill it. */
    readonly unitField: string | null;
    /** A load is held for a person where fewer than this share of its rows are accepted; 0: never. */
    readonly holdBelow: number;
    readonly freshness: { readonly frequencyDays: number | null; readonly latencyDays: number | null };
    /** Null: everything is kept for good. */
    readonly retention: RetentionView | null;
  };
  readonly fields: readonly FieldView[];
  readonly score: Score | null;
  readonly findingsByRule: readonly RuleFindings[];
  /** «Dùng chung»: beside the score, not in it. */
  readonly usage: UsageView;
  /** Rules' sentences by id, for the score's "what is checked". */
  readonly rules: readonly RuleView[];
  readonly snapshots: readonly SnapshotItem[];
  /** The snapshot that the page shows; null before the first one. */
  readonly snapshot: SnapshotItem | null;
  readonly rows: RowsView;
  readonly downloads: readonly { readonly format: DownloadFormat; readonly href: string }[];
  /** What this caller may do here, so that pages need not know the rules. */
  readonly abilities: {
    readonly load: boolean;
    /** Make an earlier snapshot's state current again. */
    readonly restore: boolean;
    /** See everybody's loads. */
    readonly follow: boolean;
  };
}

/** Readings of rows by others than the owning agency, over the last days. */
export interface UsageView {
  readonly agencies: number;
  readonly calls: number;
  readonly days: number;
}

export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly type: string;
  readonly key: boolean;
  readonly required: boolean;
  readonly personal: 'none' | 'basic' | 'sensitive';
  readonly masked: boolean;
  /** The code list's name. */
  readonly codeList: string | null;
}

export interface RuleView {
  readonly rule: string;
  readonly criterion: string;
  /** Whether it counts in the score. */
  readonly scored: boolean;
  readonly sentence: Localized;
}

export type RowsView =
  | { readonly kind: 'shown'; readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[] }
  | { readonly kind: 'sign-in-needed' }
  | { readonly kind: 'forbidden'; readonly missing: string }
  /** Their files are missing or damaged. */
  | { readonly kind: 'unreadable' };

export interface Desk {
  readonly fillable: readonly DatasetItem[];
  /** Register a dataset of his own agency. */
  readonly mayPropose: boolean;
  readonly loads: readonly LoadView[];
  /** Of every dataset that the caller may see, also where it is not his to fill. */
  readonly titles: Readonly<Record<string, string>>;
}

export interface LoadAbilities {
  readonly decide: boolean;
  readonly cancel: boolean;
  /** Sending to its dataset, and so having its file read again. */
  readonly send: boolean;
}

export interface FindingsPage {
  readonly rule?: string;
  readonly field?: string;
  readonly offset?: number;
  readonly limit?: number;
}

export interface FindingsList {
  readonly items: readonly Finding[];
  readonly total: number;
}
