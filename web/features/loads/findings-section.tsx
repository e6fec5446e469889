import { Link, useLocation } from 'react-router';
import type { CheckResult } from '#api/quality.ts';
import type { FindingsList } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import type { DescribedDataset } from './describe-dataset.ts';
import { FindingsTable } from './findings-table.tsx';
import { RuleList } from './rule-list.tsx';

export interface FindingsSectionProps {
  readonly result: CheckResult;
  readonly dataset: DescribedDataset;
  readonly findings: FindingsList;
  readonly rule: string | null;
  readonly offset: number;
  readonly limit: number;
}

/** Rules at the left, the findings of one or all of them at the right. */
export function FindingsSection({ result, dataset, findings, rule, offset, limit }: FindingsSectionProps) {
  const { messages, format } = useLocale();
  const { pathname } = useLocation();
  const texts = messages.load;
  if (result.findingsByRule.length === 0) {
    return (
      <div className="load-clean">
        <Notice tone="good" title={texts.noFindings} />
      </div>
    );
  }
  return (
    <div className="findings">
      <RuleList rules={result.findingsByRule} chosen={rule} sentences={dataset.sentences} />
      <section className="findings__list">
        <div className="findings__head">
          <h2>{rule ? texts.findingsOf(dataset.sentences[rule] ?? rule) : texts.findings}</h2>
          {rule && (
            <Link to={pathname} preventScrollReset>
              {texts.clear}
            </Link>
          )}
          <span className="soft">{texts.ruleCount(format.number(findings.total))}</span>
        </div>
        {findings.items.length === 0 ? (
          <p className="findings__none">{texts.noFindingsFor}</p>
        ) : (
          <FindingsTable findings={findings.items} labels={dataset.labels} />
        )}
        <Pagination offset={offset} limit={limit} total={findings.total} />
      </section>
    </div>
  );
}
