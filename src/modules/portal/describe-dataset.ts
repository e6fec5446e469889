import type { Caller } from '#api/caller.ts';
import { downloadFormats, type DownloadFormat } from '#api/datasets.ts';
import type { Language } from '#api/localized.ts';
import { visibilityOf } from '#api/rights.ts';
import type { DatasetPage, FieldView, RowsView } from '#api/web-services.ts';
import type { DatasetDecision } from '#modules/access/index.ts';
import { datasetSchemaOf, type Contract, type Field } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { describeRules } from '#modules/quality/index.ts';
import { answerQuery, currentSnapshot, getSnapshot, listSnapshots, type Snapshot } from '#modules/warehouse/index.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { assessDataset } from './assess-dataset.ts';
import { coordinatesOf } from './coordinates.ts';
import { getShownDataset } from './get-shown-dataset.ts';
import type { PortalDeps } from './portal-deps.ts';
import { presentDataset, presentSnapshot } from './present-dataset.ts';
import { presentRetention } from './present-retention.ts';

const firstRows = 20;
/** So few rows are given whole, so that what a page says of them is true of the dataset. */
const wholeRows = 500;
const versionsShown = 50;

/** All that a dataset's page shows to this caller; with `asOf`, as the dataset stood at that snapshot. */
export async function describeDataset(
  deps: PortalDeps,
  caller: Caller,
  id: string,
  language: Language,
  asOf?: string,
): Promise<DatasetPage> {
  const { contract, decision } = await getShownDataset(deps, caller, id);
  const current = await currentSnapshot(deps.database, id);
  const snapshot = asOf === undefined ? current : await getSnapshot(deps.database, id, asOf);
  const [standing, versions, rows, usage] = await Promise.all([
    deps.scores.find(id, snapshot),
    listSnapshots(deps.database, id, { limit: versionsShown, offset: 0 }),
    showRows(deps, contract, decision, snapshot),
    deps.usage.find(id),
  ]);
  const now = deps.clock();
  const score = assessDataset(contract, standing, snapshot, { now, scoring: deps.scoringOn(now) });
  return {
    item: presentDataset(deps.directory, { contract, current: snapshot, score }, language),
    about: {
      version: contract.version,
      access: contract.access,
      importance: contract.importance,
      theme: contract.theme ?? null,
      legalBasis: contract.legalBasis,
      loadMode: contract.loadMode,
      partitionBy: contract.partitionBy,
      unitField: contract.unitField ?? null,
      holdBelow: contract.holdBelow,
      freshness: {
        frequencyDays: contract.freshness?.frequencyDays ?? null,
        latencyDays: contract.freshness?.latencyDays ?? null,
      },
      retention: presentRetention(contract.retention),
    },
    fields: contract.fields.map((field) =>
      presentField(field, { contract, decision, codeLists: deps.codeLists, language }),
    ),
    score,
    findingsByRule: standing?.findingsByRule ?? [],
    usage,
    rules: describeRules(contract, (list) => deps.codeLists(list)?.title),
    snapshots: versions.items.map(presentSnapshot),
    snapshot: snapshot === undefined ? null : presentSnapshot(snapshot),
    rows,
    downloads: formatsOf(contract).map((format) => ({
      format,
      href: `/api/v1/datasets/${id}/download.${format}${asOf === undefined ? '' : `?asOf=${encodeURIComponent(asOf)}`}`,
    })),
    abilities: { load: decision.load !== false, restore: decision.decideLoads, follow: decision.seeLoads === 'all' },
  };
}

/** GeoJSON only where there is a place in every row. */
export function formatsOf(contract: Contract): readonly DownloadFormat[] {
  return downloadFormats.filter((format) => format !== 'geojson' || coordinatesOf(contract) !== undefined);
}

async function showRows(
  deps: PortalDeps,
  contract: Contract,
  decision: DatasetDecision,
  snapshot: Snapshot | undefined,
): Promise<RowsView> {
  if (decision.rows === 'hidden') return { kind: 'forbidden', missing: 'read-private' };
  if (decision.rows !== 'shown') {
    const { missing } = decision.rows;
    return missing === 'sign-in' ? { kind: 'sign-in-needed' } : { kind: 'forbidden', missing };
  }
  const limit = (snapshot?.rows ?? 0) <= wholeRows ? wholeRows : firstRows;
  const whole = { schema: datasetSchemaOf(contract), rights: decision.rights, snapshot };
  const text = await answerQuery(deps, { select: 'all', orderBy: [], limit, offset: 0 }, whole).catch(
    (error: unknown) => {
      if (error instanceof DomainError && error.code === 'snapshot-unreadable') return undefined;
      throw error;
    },
  );
  if (text === undefined) return { kind: 'unreadable' };
  // Our own answer, of scalars only.
  const { items } = JSON.parse(text) as { readonly items: Extract<RowsView, { kind: 'shown' }>['rows'] };
  return { kind: 'shown', rows: items };
}

interface FieldSetting {
  readonly contract: Contract;
  readonly decision: DatasetDecision;
  readonly codeLists: CodeLists;
  readonly language: Language;
}

function presentField(field: Field, { contract, decision, codeLists, language }: FieldSetting): FieldView {
  return {
    name: field.name,
    label: field.labels[language],
    description: field.descriptions?.[language] ?? null,
    type: field.type,
    key: contract.primaryKey.includes(field.name),
    required: field.required,
    personal: field.personal,
    masked: visibilityOf(decision.rights, field.name) !== 'visible' && decision.rights.unmaskedRows === undefined,
    codeList:
      field.codeList === undefined ? null : (codeLists(field.codeList.id)?.title[language] ?? field.codeList.id),
  };
}
