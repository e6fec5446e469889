import { useState } from 'react';
import type { ContractProposal } from '#api/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Failure } from './failure.tsx';
import { requestProposal, type AskedReading } from './request-proposal.ts';

export interface OtherTablesProps {
  readonly file: File;
  readonly proposal: ContractProposal;
  readonly asked: AskedReading;
  /** Another table of the file was chosen, and this is proposed for it. */
  readonly onTable: (proposal: ContractProposal, asked: AskedReading) => void;
}

/** A file of many tables lists so many of them. */
const mostShown = 100;

/** The tables of the file that the proposal is not about, each to be chosen instead. */
export function OtherTables({ file, proposal, asked: reading, onTable }: OtherTablesProps) {
  const { format } = useLocale();
  const texts = useProposalTexts();
  const [asked, setAsked] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const others = proposal.otherTables.filter(({ sheet, rowCount }) => sheet !== null && rowCount > 0);
  if (others.length === 0) return null;

  async function choose(sheet: string) {
    setAsked(sheet);
    setFailed(undefined);
    const next = { ...reading, sheet };
    const answer = await requestProposal(file, () => undefined, next);
    setAsked(undefined);
    if (answer.kind === 'proposed') onTable(amongOthers(answer.proposal, proposal), next);
    else setFailed(answer.code);
  }

  return (
    <div className="proposal__tables" aria-busy={asked !== undefined}>
      {failed !== undefined && <Failure code={failed} />}
      <p id="proposal-tables">{texts.otherTables}</p>
      <ul aria-labelledby="proposal-tables">
        {others.slice(0, mostShown).map(({ sheet, rowCount }) => (
          <li key={sheet}>
            <button
              type="button"
              className="proposal__another"
              disabled={asked !== undefined}
              onClick={() => void choose(sheet ?? '')}
            >
              {sheet}
            </button>{' '}
            <span className="soft">{asked === sheet ? texts.waiting : texts.tableRows(format.number(rowCount))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A proposal for one table was read without the others: they are those that were there before. */
export function amongOthers(chosen: ContractProposal, before: ContractProposal): ContractProposal {
  const tables = [{ sheet: before.table.sheet, rowCount: before.table.rowCount }, ...before.otherTables];
  return { ...chosen, otherTables: tables.filter(({ sheet }) => sheet !== chosen.table.sheet) };
}
