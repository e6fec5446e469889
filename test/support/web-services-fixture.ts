import type { Caller, KnownCaller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { LoadState, LoadView } from '#api/loads.ts';
import type { DatasetPage, WebServices } from '#api/web-services.ts';
import { facet, items, receiptOf, snapshots } from './web-fixture-datasets.ts';
import { loads } from './web-fixture-loads.ts';
import { health } from './web-health-fixture.ts';
import { mappingServicesFixture } from './web-mapping-fixture.ts';
import { mendPage } from './web-mending-fixture.ts';
import { DomainError, type ErrorKind } from '#platform/errors/domain-error.ts';
import {
  changes,
  communeRows,
  deliveriesOf,
  communeFields,
  findings,
  findingsByRule,
  rules,
  score,
} from './web-fixture-rows.ts';

/** The session that `signIn` opens; send it as a cookie to be the officer. */
export const officerCookie = 'fixture_session=officer';
export const officerCredentials = { email: 'can-bo@eakao.example.vn', password: 'mat-khau-thu' };

/** The session of one who may decide on loads. */
export const stewardCookie = 'fixture_session=steward';
/** The session of one who runs the platform. */
export const operatorCookie = 'fixture_session=operator';
export const administratorLink = 'lien-ket-mot-lan';

const officer: KnownCaller = {
  kind: 'user',
  id: 'u1',
  name: 'Nguyễn Thị Hoa',
  role: 'officer',
  agency: 'H15.24169',
  unit: '24169',
};

const steward: KnownCaller = {
  ...officer,
  id: 'u2',
  name: 'Trần Văn Nam',
  role: 'steward',
  agency: 'H15.05',
  unit: null,
};

const operator: KnownCaller = {
  ...officer,
  id: 'u3',
  name: 'Lê Văn Hùng',
  role: 'operator',
  agency: null,
  unit: null,
};

function callerOf(cookie: string): Caller {
  if (cookie.includes(operatorCookie)) return operator;
  if (cookie.includes(stewardCookie)) return steward;
  return cookie.includes(officerCookie) ? officer : { kind: 'anonymous' };
}

export interface Decision {
  readonly load: string;
  readonly publish: boolean;
  readonly note: string | null;
  readonly force?: boolean;
}

/** Pages' services over a handful of made-up values: for pictures and page tests, never in the product. */
export function createWebServicesFixture(decisions: Decision[] = []): WebServices {
  /** What became of loads since. */
  const states = new Map<string, LoadState>();
  const find = (id: string): LoadView => {
    const load = loads[id];
    if (!load) throw refuse('load-unknown', 'not-found');
    const state = states.get(id);
    return state === undefined ? load : { ...load, state, progress: null };
  };
  return {
    ...mappingServicesFixture,
    readOtherwise: async (_caller, id) => ({ id }),
    identify: async ({ cookie }) => callerOf(cookie ?? ''),
    signIn: async ({ email, password }) => {
      if (email !== officerCredentials.email || password !== officerCredentials.password) {
        throw refuse('credentials-wrong', 'unauthenticated');
      }
      return { setCookie: `${officerCookie}; Path=/; HttpOnly; SameSite=Lax` };
    },
    redeemLink: async ({ link, email, password }) => {
      if (link !== administratorLink) throw refuse('link-unknown', 'not-found');
      if ([...password].length < 14) throw refuse('password-weak', 'unprocessable');
      if (email === officerCredentials.email) throw refuse('email-taken', 'conflict');
      return { setCookie: `${stewardCookie}; Path=/; HttpOnly; SameSite=Lax` };
    },
    signOut: async () => ({ setCookie: 'fixture_session=; Path=/; Max-Age=0' }),
    summarize: async (_caller, language) => ({
      datasets: items(language).length,
      rows: 214_312,
      newest: items(language),
      themes: facet(language).theme,
      agencies: facet(language).agency,
    }),
    searchDatasets: async (_caller, query, language) => {
      const found = items(language).filter(
        (item) => !query.q || item.title.toLowerCase().includes(query.q.toLowerCase()),
      );
      return { items: found, total: found.length === 0 ? 0 : 42, facets: facet(language) };
    },
    getDatasetPage: async (caller, id, language, asOf) => describe(caller, id, language, asOf),
    maySeeHealth: (caller) => caller === operator,
    async listQuotas(caller) {
      await this.getHealth(caller);
      const most = { mostBytes: 5_000_000_000, mostWaiting: 200 };
      const own = { changedAt: '2026-11-20T08:42:10+07:00', by: operator.name };
      return [
        {
          agency: 'H15.05',
          name: 'Sở Nội vụ',
          bytes: 5_000_000_000,
          fileBytes: 2_900_000_000,
          rejectsBytes: 40_000_000,
          snapshotBytes: 2_060_000_000,
          waiting: 12,
          ...most,
          own,
        },
        {
          agency: 'H15.24169',
          name: 'UBND xã Ea Kao',
          bytes: 48_200_000,
          fileBytes: 48_000_000,
          rejectsBytes: 200_000,
          snapshotBytes: 0,
          waiting: 0,
          ...most,
          mostBytes: null,
          own: null,
        },
      ];
    },
    setQuota: async () => undefined,

    getHealth: async (caller) => {
      if (caller !== operator) throw refuse('right-missing', 'forbidden', { missing: 'see-operations' });
      return health;
    },
    getDesk: async (caller, language) => {
      if (caller.kind === 'anonymous') throw refuse('sign-in-needed', 'unauthenticated');
      return {
        fillable: items(language).slice(0, 2),
        mayPropose: caller.role === 'steward',
        loads: Object.values(loads),
        titles: Object.fromEntries(items(language).map(({ id, title }) => [id, title])),
      };
    },
    nameWorkplace: ({ role }, language) => {
      if (role === 'officer')
        return language === 'vi' ? 'Ủy ban nhân dân phường Ea Kao' : "People's Committee of Ea Kao Ward";
      return language === 'vi' ? 'Sở Nội vụ' : 'Department of Home Affairs';
    },
    compareSnapshots: async (_caller, _dataset, { kind, from, to }) => {
      for (const id of [from ?? to, to]) {
        if (!snapshots.some((one) => one.id === id)) throw refuse('snapshot-unknown', 'not-found');
      }
      const items = changes.filter((change) => kind === undefined || change.kind === kind);
      const before = from ?? (to === 's2' ? 's1' : null);
      return { from: before, counts: { added: 1, changed: 2, removed: 1 }, items, total: items.length };
    },
    restoreSnapshot: async (caller, _dataset, { snapshot }) => {
      if (caller.kind === 'anonymous' || caller.role !== 'steward') throw refuse('right-missing', 'forbidden');
      if (snapshot !== 's1') throw refuse('snapshot-current', 'conflict');
      return { snapshot: 's3' };
    },
    getProposalChoices: (caller, language) => {
      if (caller.kind === 'anonymous' || caller.role !== 'steward') {
        throw refuse('right-missing', 'forbidden', { missing: 'write-contract' });
      }
      const vietnamese = language === 'vi';
      return {
        owners: [{ code: 'H15.05', name: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs' }],
        codeLists: [{ id: 'commune', name: vietnamese ? 'Xã, phường của tỉnh' : 'Communes of the province' }],
        elements: [{ id: 'ma-xa', name: vietnamese ? 'Mã đơn vị hành chính' : 'Unit code' }],
        semanticTypes: ['commune-code', 'phone', 'money'],
      };
    },
    amendProposal: (_caller, { contract, amendments: { id } }) => ({
      contract: `id: ${id}\n${contract}`,
      problems: id === '' ? ['«» is no identifier.'] : [],
    }),
    registerProposal: async (_caller, { amendments: { id } }) => {
      if (id === 'don-vi-hanh-chinh') throw refuse('dataset-taken', 'conflict');
    },
    listDeliveries: async (_caller, dataset, { period = '2026-10', language }) => {
      if (dataset === 'don-vi-hanh-chinh') throw refuse('deliveries-none', 'not-found');
      return { ...deliveriesOf(language), period: { field: 'ky', value: period, values: ['2026-10', '2026-09'] } };
    },
    summarizeDeliveries: async (caller, datasets, language) => {
      const { delivered, expected, items: units } = deliveriesOf(language);
      const own = caller.kind === 'user' && caller.unit !== null ? (units[1] ?? null) : null;
      const summary = { period: '2026-10', delivered, expected, own };
      return datasets.includes('ho-so-tthc') ? { 'ho-so-tthc': summary } : {};
    },
    publicAddress: 'https://dulieu.daklak.example.vn',
    findReceipt: async (_caller, code, language) => {
      if (code.toUpperCase().replaceAll(/[\s-]/g, '') !== 'K7QM3XRT9V2D') throw refuse('receipt-unknown', 'not-found');
      return receiptOf(language);
    },
    getLoad: async (_caller, id) => find(id),
    getLoadAbilities: async (caller) => ({
      decide: caller.kind !== 'anonymous' && caller.role === 'steward',
      cancel: caller.kind !== 'anonymous',
      send: caller.kind !== 'anonymous',
    }),
    decideLoad: async (caller, id, decision) => {
      if (caller.kind === 'anonymous' || caller.role !== 'steward') throw refuse('right-missing', 'forbidden');
      if (find(id).state !== 'held') throw refuse('load-not-held', 'conflict');
      if (id === 'giu-lai-lan-hai' && decision.publish && decision.force !== true) {
        throw refuse('load-outdated', 'conflict');
      }
      decisions.push({ load: id, ...decision });
      states.set(id, decision.publish ? 'published' : 'cancelled');
    },
    cancelLoad: async (_caller, id) => {
      if (find(id).state !== 'reading') throw refuse('load-at-rest', 'conflict');
      states.set(id, 'cancelled');
    },
    getMendPage: async (caller, id) => {
      find(id);
      return mendPage(caller.kind === 'user' && caller.role === 'officer');
    },
    correctRows: async (_caller, _load, rows) => {
      if (rows.some(({ row }) => row === 311)) throw refuse('dataset-moved-on', 'conflict');
      return 'ban-sua';
    },
    takeSuggestions: async () => 'ban-sua',
    listFiles: async () => ({ items: [], total: 0 }),
    listFindings: async (_caller, _load, { rule, offset = 0, limit = 50 }) => {
      const chosen = findings.filter((finding) => rule === undefined || finding.rule === rule);
      return { items: chosen.slice(offset, offset + limit), total: chosen.length };
    },
  };
}

function describe(caller: Caller, id: string, language: Language, asOf: string | undefined): DatasetPage {
  if (id === 'hong') throw new Error('bí mật bên trong');
  if (id === 'bi-cam') throw refuse('right-missing', 'forbidden', { missing: 'read-private' });
  const item = items(language).find((candidate) => candidate.id === id);
  if (!item) throw refuse('dataset-unknown', 'not-found');
  const snapshot = asOf === undefined ? snapshots[0] : snapshots.find((candidate) => candidate.id === asOf);
  if (!snapshot) throw refuse('snapshot-unknown', 'not-found');
  const empty = item.rows === null;
  return {
    item,
    about: {
      version: '1.2.0',
      access: item.access,
      importance: 'core',
      theme: item.theme,
      legalBasis: ['1660/NQ-UBTVQH15', '19/2025/QĐ-TTg'],
      loadMode: 'replace',
      partitionBy: [],
      unitField: id === 'don-vi-hanh-chinh' ? null : 'ma_xa',
      holdBelow: 0.8,
      freshness: { frequencyDays: 30, latencyDays: 10 },
      retention: null,
    },
    fields: communeFields(language),
    score: empty ? null : score,
    findingsByRule,
    usage: { agencies: 11, calls: 420, days: 30 },
    rules,
    snapshots: empty ? [] : snapshots,
    snapshot: empty ? null : snapshot,
    rows:
      item.access !== 'open' && caller.kind === 'anonymous'
        ? { kind: 'sign-in-needed' }
        : { kind: 'shown', rows: empty ? [] : communeRows },
    downloads: empty
      ? []
      : (['csv', 'xlsx', 'json', 'parquet'] as const).map((format) => ({
          format,
          href: `/api/v1/datasets/${id}/download.${format}`,
        })),
    abilities: {
      load: caller.kind === 'user',
      restore: caller.kind === 'user' && caller.role === 'steward',
      follow: caller.kind === 'user' && caller.role === 'steward',
    },
  };
}

function refuse(code: string, kind: ErrorKind, members: Readonly<Record<string, unknown>> = {}): DomainError {
  return new DomainError(code, { kind, title: code }, code, { members });
}
