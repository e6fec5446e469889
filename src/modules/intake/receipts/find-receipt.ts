import type { Caller, KnownCaller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { ReceiptView } from '#api/receipts.ts';
import { decideDataset } from '#modules/access/index.ts';
import { datasetFactsOf, type Catalog } from '#modules/catalog/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { vietnamTime, type Clock } from '#platform/clock/clock.ts';
import { failLoad } from '../loads/errors.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { LoadStore } from '../loads/load-store.ts';
import { parseReceiptCode, presentReceiptCode } from './receipt-code.ts';

export interface ReceiptDeps {
  readonly store: Pick<LoadStore, 'findByReceipt'>;
  readonly catalog: Pick<Catalog, 'findContract'>;
  readonly directory: Pick<Directory, 'agencyName' | 'findUnit'>;
  readonly clock: Clock;
}

/**
 * The receipt that bears the code, for anybody who has it. The sender's person and the file's name are not told; of a
 * dataset whose page the reader may not see, only who received it.
 */
export async function findReceipt(
  deps: ReceiptDeps,
  caller: Caller,
  typed: string,
  language: Language,
): Promise<ReceiptView> {
  const code = parseReceiptCode(typed);
  const load = code === undefined ? undefined : await deps.store.findByReceipt(code);
  const contract = load === undefined ? undefined : await deps.catalog.findContract(load.dataset);
  if (load === undefined || contract === undefined) throw failLoad('receipt-unknown', 'No receipt bears this code.');
  const seen = decideDataset(caller, datasetFactsOf(contract)).page === 'shown';
  return {
    code: presentReceiptCode(load.receipt_code),
    dataset: seen ? { id: contract.id, title: contract.title[language], synthetic: contract.synthetic } : null,
    receivedBy: { code: contract.owner, name: deps.directory.agencyName(contract.owner, language) },
    sentFrom: seen ? placeOf(deps, load, language) : null,
    receivedAt: vietnamTime(load.created_at),
    file: { bytes: load.file_bytes, sha256: load.sha256 },
    asOf: vietnamTime(deps.clock()),
    state: load.state,
    endedAt: load.ended_at === null ? null : vietnamTime(load.ended_at),
    counts: countsOf(load),
  };
}

function placeOf({ directory }: ReceiptDeps, load: LoadRow, language: Language): ReceiptView['sentFrom'] {
  const { agency, unit }: KnownCaller = load.sender;
  const found = unit === null ? undefined : directory.findUnit(unit, load.received_on);
  if (found !== undefined) return { code: found.code, name: found.name[language] };
  return agency === null ? null : { code: agency, name: directory.agencyName(agency, language) };
}

function countsOf({ result }: LoadRow): ReceiptView['counts'] {
  if (result === null) return null;
  const { received, accepted, rejected, duplicate } = result;
  return { received, accepted, rejected, duplicate };
}
