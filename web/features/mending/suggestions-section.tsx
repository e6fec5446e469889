import { Form, useLocation, useNavigation } from 'react-router';
import type { SuggestedMend } from '#api/mending.ts';
import { useMendTexts } from '../../messages/mend-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { suggestionValue } from './sent-form.ts';

export interface SuggestionsSectionProps {
  readonly suggestions: readonly SuggestedMend[];
  readonly labels: Readonly<Record<string, string>>;
}

/** So many are seen at once; the rest is opened. */
const shownAtOnce = 6;

/** One right value for one wrong one, in all rows alike: ticked, and taken together. */
export function SuggestionsSection({ suggestions, labels }: SuggestionsSectionProps) {
  const { format } = useLocale();
  const texts = useMendTexts().suggestions;
  const { search } = useLocation();
  const busy = useNavigation().state !== 'idle';
  if (suggestions.length === 0) return null;
  const first = suggestions.slice(0, shownAtOnce);
  const rest = suggestions.slice(shownAtOnce);
  const list = (some: readonly SuggestedMend[]) => (
    <ul>
      {some.map((mend) => (
        <li key={`${mend.rule} ${mend.value}`}>
          <label>
            <input type="checkbox" name="suggestion" value={suggestionValue(mend)} defaultChecked />
            <span>
              {labels[mend.field] ?? mend.field}: {texts.from(mend.value)} <b>{texts.to(mend.suggestion)}</b>
              <span className="soft figures">, {texts.rows(format.number(mend.rows))}</span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
  return (
    <section className="mend-suggestions" aria-labelledby="mend-suggestions">
      <h2 id="mend-suggestions">{texts.title}</h2>
      <p className="soft">{texts.lead}</p>
      <Form method="post" action={search}>
        {list(first)}
        {rest.length > 0 && (
          <details>
            <summary>{texts.more(format.number(rest.length))}</summary>
            {list(rest)}
          </details>
        )}
        <Button primary name="intent" value="alike" disabled={busy}>
          {texts.take}
        </Button>
      </Form>
    </section>
  );
}
