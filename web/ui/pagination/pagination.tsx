import { Link, useLocation } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';

export interface PaginationProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
}

/** Pages by `?offset=`; everything else in the address stays. */
export function Pagination({ offset, limit, total }: PaginationProps) {
  const { messages, format } = useLocale();
  const location = useLocation();
  if (total === 0) return null;
  const words = messages.words;
  const last = Math.min(offset + limit, total);
  const at = (next: number) => {
    const query = new URLSearchParams(location.search);
    if (next > 0) query.set('offset', String(next));
    else query.delete('offset');
    return `${location.pathname}?${query}`;
  };
  return (
    <nav className="pagination" aria-label={words.pages}>
      <span>{words.range(format.number(offset + 1), format.number(last), format.number(total))}</span>
      {offset > 0 && (
        <Link className="button" rel="prev" to={at(Math.max(0, offset - limit))}>
          {words.previous}
        </Link>
      )}
      {last < total && (
        <Link className="button" rel="next" to={at(offset + limit)}>
          {words.next}
        </Link>
      )}
    </nav>
  );
}
