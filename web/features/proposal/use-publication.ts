import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ContractProposal } from '#api/proposals.ts';
import { queryOf, type AskedReading } from './request-proposal.ts';
import { sendFiles } from '../loads/send-files.ts';

export interface Publication {
  /** Bytes of the file that have gone. */
  readonly sent: number;
  readonly total: number;
}

interface ReadProposal {
  readonly proposal: ContractProposal;
  readonly asked: AskedReading;
}

/** Once the dataset is registered the same file is sent to it, and its load is shown; until then `registered` is undefined. */
export function usePublication(file: File, read: ReadProposal, registered: string | undefined): Publication {
  const navigate = useNavigate();
  const [sent, setSent] = useState(0);
  // The registration's answer arrives from outside, and what follows it is no rendering.
  useEffect(() => {
    if (registered === undefined) return;
    void sendFiles(loadAddress(registered, read), [file], setSent).then((answer) =>
      answer.kind === 'accepted'
        ? navigate(`/console/loads/${answer.load}`)
        : navigate(`/console/loads/new?${new URLSearchParams({ dataset: registered, error: answer.code })}`),
    );
    // Once for each registration: nothing else may send the file again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [registered]);
  return { sent, total: file.size };
}

/** Read as it was for the proposal; of several tables the one that the contract was made of. */
function loadAddress(dataset: string, { proposal: { table, otherTables, reading }, asked }: ReadProposal): string {
  const { encoding } = asked;
  const query = queryOf({
    ...(encoding === undefined ? {} : { encoding }),
    ...(reading.longForm === null ? {} : { longForm: reading.longForm.applied }),
    ...(table.sheet === null || otherTables.length === 0 ? {} : { sheet: table.sheet }),
  });
  return `/api/v1/datasets/${dataset}/loads${query}`;
}
