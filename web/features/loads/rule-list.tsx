import { Link, useLocation } from 'react-router';
import type { RuleFindings } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { toneOfSeverity } from '../../ui/status/status.tsx';

export interface RuleListProps {
  readonly rules: readonly RuleFindings[];
  readonly chosen: string | null;
  readonly sentences: Readonly<Record<string, string>>;
  /** What else to know of the counts. */
  readonly note?: string | undefined;
}

/** Errors first, then by how many rows each took. */
export function RuleList({ rules, chosen, sentences, note }: RuleListProps) {
  const { messages, format } = useLocale();
  const { pathname } = useLocation();
  const texts = messages.load;
  const order = { error: 0, warn: 1, info: 2 };
  const sorted = rules.toSorted((a, b) => order[a.severity] - order[b.severity] || b.rows - a.rows);
  return (
    <nav className="rule-list" aria-label={texts.rules}>
      <h2>{texts.rules}</h2>
      {note !== undefined && <p className="rule-list__note soft">{note}</p>}
      <ul>
        {sorted.map((rule) => (
          <li key={rule.rule}>
            <Link
              to={`${pathname}?${new URLSearchParams({ rule: rule.rule })}`}
              aria-current={rule.rule === chosen ? 'true' : undefined}
              preventScrollReset
            >
              <Mark kind={toneOfSeverity(rule.severity)} />
              <span>
                <b>{sentences[rule.rule] ?? rule.rule}</b>
                <span className="rule-list__facts">
                  <span className="unseen">{messages.severity[rule.severity]}, </span>
                  {messages.criterion[rule.criterion]} · <code>{rule.rule}</code>
                </span>
              </span>
              <span className="figures" aria-label={texts.ruleRows(format.number(rule.rows))}>
                {format.number(rule.rows)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {rules.some(({ severity }) => severity === 'warn') && <p className="soft">{texts.warnOnly}</p>}
    </nav>
  );
}
