import type { Caller, KnownCaller } from '#api/caller.ts';
import type { DatasetItem, SnapshotItem } from '#api/datasets.ts';
import type { Language } from '#api/localized.ts';
import type { LoadState, LoadView } from '#api/loads.ts';
import type { ReceiptView } from '#api/receipts.ts';
import type { DatasetPage, WebServices } from '#api/web-services.ts';
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

function callerOf(cookie: string): Caller {
  if (cookie.includes(stewardCookie)) return steward;
  return cookie.includes(officerCookie) ? officer : { kind: 'anonymous' };
}

export interface Decision {
  readonly load: string;
  readonly publish: boolean;
  readonly note: string | null;
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
    getDesk: async (caller, language) => {
      if (caller.kind === 'anonymous') throw refuse('sign-in-needed', 'unauthenticated');
      return {
        fillable: items(language).slice(0, 2),
        mayPropose: caller.role === 'steward',
        loads: Object.values(loads),
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
    }),
    decideLoad: async (caller, id, decision) => {
      if (caller.kind === 'anonymous' || caller.role !== 'steward') throw refuse('right-missing', 'forbidden');
      if (find(id).state !== 'held') throw refuse('load-not-held', 'conflict');
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

function items(language: Language): readonly DatasetItem[] {
  const vietnamese = language === 'vi';
  const owner = { code: 'H15.05', name: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs' };
  return [
    {
      id: 'don-vi-hanh-chinh',
      title: vietnamese ? 'Đơn vị hành chính cấp xã của tỉnh Đắk Lắk' : 'Communes of Đắk Lắk Province',
      description: vietnamese
        ? 'Mã, tên, loại và diện tích của các xã, phường từ ngày 01/7/2025.'
        : 'Codes, names, kinds and areas of the communes and wards since 1 July 2025.',
      owner,
      access: 'open',
      theme: 'dia-phuong',
      rows: communeRows.length,
      updatedAt: '2026-07-25T09:30:00+07:00',
      score: { overall: 97.45, band: 'xanh' },
      synthetic: false,
    },
    {
      id: 'ho-so-tthc',
      title: vietnamese ? 'Hồ sơ thủ tục hành chính đã giải quyết' : 'Administrative dossiers that were decided',
      description: vietnamese
        ? 'Mỗi dòng là một hồ sơ, từ khi nhận đến khi trả.'
        : 'One dossier a row, from receipt to return.',
      owner,
      access: 'shared',
      theme: null,
      rows: 200_000,
      updatedAt: '2026-11-20T23:10:00+07:00',
      score: { overall: 84.8, band: 'vang' },
      synthetic: true,
    },
    {
      id: 'ho-ngheo',
      title: vietnamese ? 'Hộ nghèo, hộ cận nghèo theo kỳ rà soát' : 'Poor and near-poor households by review',
      description: vietnamese
        ? 'Do 102 xã, phường cung cấp; có dữ liệu cá nhân.'
        : 'Filled by 102 communes; holds personal data.',
      owner,
      access: 'shared',
      theme: 'xa-hoi',
      rows: null,
      updatedAt: null,
      score: null,
      synthetic: true,
    },
  ];
}

function facet(language: Language) {
  const vietnamese = language === 'vi';
  return {
    theme: [
      { value: 'dia-phuong', label: vietnamese ? 'Địa phương' : 'Local government', count: 1 },
      { value: 'xa-hoi', label: vietnamese ? 'Xã hội' : 'Society', count: 1 },
    ],
    agency: [{ value: 'H15.05', label: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs', count: 3 }],
    access: [
      { value: 'open', label: vietnamese ? 'Mở' : 'Open', count: 1 },
      { value: 'shared', label: vietnamese ? 'Dùng chung' : 'Shared', count: 2 },
    ],
  };
}

/** The receipt of the load `da-cong-bo`, of a dataset whose page everybody may see. */
function receiptOf(language: Language): ReceiptView {
  const vietnamese = language === 'vi';
  return {
    code: received.receipt,
    dataset: {
      id: 'ho-so-tthc',
      title: vietnamese ? 'Hồ sơ thủ tục hành chính đã giải quyết' : 'Administrative dossiers that were decided',
      synthetic: true,
    },
    receivedBy: { code: 'H15.05', name: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs' },
    sentFrom: { code: '24169', name: vietnamese ? 'Phường Ea Kao' : 'Ea Kao Ward' },
    receivedAt: received.createdAt,
    file: { bytes: received.file.bytes, sha256: received.file.sha256 },
    asOf: '2026-11-22T16:00:00+07:00',
    state: 'published',
    endedAt: '2026-11-20T08:42:15+07:00',
    counts: { received: 12_480, accepted: 12_107, rejected: 361, duplicate: 12 },
  };
}

const snapshots: readonly SnapshotItem[] = [
  {
    id: 's2',
    createdAt: '2026-07-25T09:30:00+07:00',
    rows: 12,
    added: 0,
    changed: 3,
    removed: 0,
    loads: ['tot'],
    current: true,
    note: null,
    restores: null,
  },
  {
    id: 's1',
    createdAt: '2025-07-01T08:00:00+07:00',
    rows: 12,
    added: 12,
    changed: 0,
    removed: 0,
    loads: ['cu'],
    current: false,
    note: null,
    restores: null,
  },
];

const received: LoadView = {
  id: 'dang-chay',
  dataset: 'ho-so-tthc',
  state: 'checking',
  unchanged: false,
  progress: { stage: 'checking', done: 7240, total: 12_480 },
  result: null,
  snapshot: null,
  error: null,
  mode: 'replace',
  file: {
    name: 'ho-so-tthc-thang-11.xlsx',
    bytes: 3_482_112,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  difference: null,
  corrects: null,
  mending: null,
  receipt: 'K7QM-3XRT-9V2D',
  sentBy: 'Nguyễn Thị Hoa',
  hold: null,
  note: null,
  decidedBy: null,
  decidedAt: null,
  createdAt: '2026-11-20T08:42:10+07:00',
  endedAt: null,
};

/** One load in every state that a page must show. */
export const loads: Readonly<Record<string, LoadView>> = {
  'dang-chay': received,
  'dang-doc': {
    ...received,
    id: 'dang-doc',
    state: 'reading',
    progress: { stage: 'reading', done: 0, total: 3_482_112 },
  },
  'ban-sua': {
    ...received,
    id: 'ban-sua',
    state: 'published',
    progress: null,
    corrects: 'da-cong-bo',
    mending: { rejected: 1, duplicate: 0, corrected: 0, open: 1 },
    result: {
      received: 42,
      accepted: 41,
      rejected: 1,
      duplicate: 0,
      findingsByRule: [],
      findings: [],
      notChecked: [],
      mended: [],
      warnings: [],
      score,
      seconds: 0.2,
    },
    snapshot: 's2',
  },
  'da-cong-bo': {
    ...received,
    id: 'da-cong-bo',
    state: 'published',
    progress: null,
    mending: { rejected: 361, duplicate: 12, corrected: 120, open: 241 },
    result: {
      received: 12_480,
      accepted: 12_107,
      rejected: 361,
      duplicate: 12,
      findingsByRule,
      findings: [],
      notChecked: ['ma_thu_tuc.reference'],
      mended: [{ field: 'ngay_nhan', mend: 'date', rows: 214 }],
      warnings: [
        { code: 'encoding-guessed', message: { vi: 'Đọc theo bảng mã windows-1258.', en: 'Read as windows-1258.' } },
      ],
      score,
      seconds: 1.2,
    },
    snapshot: 's2',
    difference: { rows: 12_107, added: 12_000, changed: 107, removed: 0 },
    endedAt: '2026-11-20T08:42:15+07:00',
  },
  'khong-doc-duoc': {
    ...received,
    id: 'khong-doc-duoc',
    state: 'failed',
    progress: { stage: 'reading', done: 0, total: null },
    error: { code: 'columns-missing', title: 'Required columns are missing', detail: 'ma_ho_so, ngay_nhan' },
    endedAt: '2026-11-20T08:42:15+07:00',
  },
  'giu-lai': {
    ...received,
    id: 'giu-lai',
    state: 'held',
    progress: null,
    hold: { reasons: ['accepted-share'], below: 0.8, standing: 0 },
    result: {
      received: 12_480,
      accepted: 8_107,
      rejected: 4_361,
      duplicate: 12,
      findingsByRule,
      findings: [],
      notChecked: [],
      mended: [],
      warnings: [],
      score,
      seconds: 1.2,
    },
  },
  'giu-lai-lan-hai': {
    ...received,
    id: 'giu-lai-lan-hai',
    state: 'held',
    progress: null,
    hold: { reasons: ['accepted-share'], below: 0.8, standing: 0 },
    result: {
      received: 10,
      accepted: 7,
      rejected: 3,
      duplicate: 0,
      findingsByRule,
      findings: [],
      notChecked: [],
      mended: [],
      warnings: [],
      score,
      seconds: 0.1,
    },
  },
  'giu-lai-it-dong': {
    ...received,
    id: 'giu-lai-it-dong',
    state: 'held',
    progress: null,
    hold: { reasons: ['row-count'], below: 0.8, standing: 200_000 },
    result: {
      received: 7_100,
      accepted: 7_000,
      rejected: 88,
      duplicate: 12,
      findingsByRule,
      findings: [],
      notChecked: [],
      mended: [],
      warnings: [],
      score,
      seconds: 1.2,
    },
  },
  'da-quyet': {
    ...received,
    id: 'da-quyet',
    state: 'cancelled',
    progress: null,
    hold: { reasons: ['accepted-share', 'row-count'], below: 0.8, standing: 12_000 },
    note: 'Xã gửi lại bản đủ.',
    decidedBy: 'Trần Văn Nam',
    decidedAt: '2026-11-20T10:05:00+07:00',
    result: {
      received: 100,
      accepted: 60,
      rejected: 40,
      duplicate: 0,
      findingsByRule,
      findings: [],
      notChecked: [],
      mended: [],
      warnings: [],
      score,
      seconds: 0.2,
    },
    endedAt: '2026-11-20T10:05:00+07:00',
  },
  'sach-bong': {
    ...received,
    id: 'sach-bong',
    state: 'published',
    progress: null,
    result: {
      received: 102,
      accepted: 102,
      rejected: 0,
      duplicate: 0,
      findingsByRule: [],
      findings: [],
      notChecked: [],
      mended: [],
      warnings: [],
      score,
      seconds: 0.2,
    },
    snapshot: 's2',
    difference: { rows: 102, added: 0, changed: 13, removed: 0 },
    endedAt: '2026-11-20T08:42:15+07:00',
  },
};

function refuse(code: string, kind: ErrorKind, members: Readonly<Record<string, unknown>> = {}): DomainError {
  return new DomainError(code, { kind, title: code }, code, { members });
}
