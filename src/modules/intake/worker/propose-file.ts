import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EncodingName } from '#api/encodings.ts';
import type { ContractProposal } from '#api/proposals.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { readScoring } from '#modules/quality/offline/check.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { proposeContract } from './proposal/propose-contract.ts';
import { proposeContracts } from './proposal/propose-contracts.ts';
import { readTables } from '../reading/index.ts';
import { withDuckdb } from './with-duckdb.ts';

/** What the server asks of the process that makes a contract out of a file. */
export interface ProposeRequest {
  readonly step: 'propose';
  readonly file: string;
  /** The name under which it was sent. */
  readonly fileName: string;
  readonly sheet?: string;
  readonly longForm?: boolean;
  readonly encoding?: EncodingName;
  /** A contract for each table with rows, not for the largest alone. */
  readonly all?: boolean;
  /** Code of the agency that will own the dataset. */
  readonly owner: string;
  readonly packs: string;
  readonly receivedOn: string;
  readonly staging: string;
  readonly memoryLimit: string;
}

export interface ProposeAnswer {
  readonly step: 'propose';
  /** At least one. */
  readonly proposals: readonly ContractProposal[];
}

/** Reads a file and proposes a contract for it; its working files stay in `request.staging`. */
export async function proposeFile(request: ProposeRequest, limits: ReadLimits): Promise<ProposeAnswer> {
  const { packs, staging, receivedOn } = request;
  const read = await readTables(request.file, {
    stagingFolder: staging,
    fileName: request.fileName,
    limits,
    percents: true,
    ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
    ...(request.longForm === undefined ? {} : { longForm: request.longForm }),
    ...(request.encoding === undefined ? {} : { encoding: request.encoding }),
  });
  await mkdir(join(staging, 'spill'), { recursive: true });
  const columns = Math.max(...read.tables.map((table) => table.columns.length));
  const proposals = await withDuckdb({ ...request, columns, folders: [dirname(request.file)] }, async (connection) => {
    const input = {
      read,
      fileName: request.fileName,
      owner: request.owner,
      dictionary: createDictionary({ packs, directory: createDirectory({ packs }) }),
      scoring: readScoring(join(packs, 'quality', 'scoring.yaml'), receivedOn),
      receivedOn,
      connection,
      folder: staging,
    };
    return request.all === true ? await proposeContracts(input) : [await proposeContract(input)];
  });
  return { step: 'propose', proposals };
}
