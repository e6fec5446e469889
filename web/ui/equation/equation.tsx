import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../mark/mark.tsx';
import type { MarkKind } from '../mark/mark.tsx';

export interface EquationProps {
  readonly received: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
}

/** received = accepted + rejected + duplicate: that no row is lost, said as a sum. */
export function Equation({ received, accepted, rejected, duplicate }: EquationProps) {
  const { messages, format } = useLocale();
  const terms: readonly { sign: string; value: number; word: string; mark: MarkKind | null }[] = [
    { sign: '', value: received, word: messages.load.received, mark: null },
    { sign: '=', value: accepted, word: messages.load.accepted, mark: 'good' },
    { sign: '+', value: rejected, word: messages.load.rejected, mark: 'bad' },
    { sign: '+', value: duplicate, word: messages.load.duplicate, mark: 'none' },
  ];
  return (
    <p className="equation">
      {terms.map((term) => (
        <span key={term.word} className="equation__term">
          {term.sign && <span className="equation__sign">{term.sign}</span>}
          <span>
            <b className="figures">{format.number(term.value)}</b>
            <span className="equation__word">
              {term.mark && <Mark kind={term.mark} />} {term.word}
            </span>
          </span>
        </span>
      ))}
    </p>
  );
}
