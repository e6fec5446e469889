import { Form } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';

export interface SearchFormProps {
  readonly words: string;
  /** Filters that the search keeps. */
  readonly kept?: readonly (readonly [name: string, value: string])[];
}

export function SearchForm({ words, kept = [] }: SearchFormProps) {
  const { messages } = useLocale();
  const { home } = messages;
  return (
    <search>
      <Form className="search-form" action="/datasets" method="get">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input
          key={words}
          type="search"
          name="q"
          defaultValue={words}
          aria-label={home.searchLabel}
          placeholder={home.searchExample}
          autoComplete="off"
        />
        <button type="submit" className="button button--primary">
          {home.search}
        </button>
      </Form>
    </search>
  );
}
