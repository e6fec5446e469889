import { Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Equation } from '../../ui/equation/equation.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import type { DescribedDataset } from '../loads/describe-dataset.ts';
import { MendingSum } from './mending-sum.tsx';

export interface MendHeadProps {
  readonly load: LoadView;
  readonly dataset: DescribedDataset;
}

/** How many rows are left, and the sum in which no row is lost. */
export function MendHead({ load, dataset }: MendHeadProps) {
  const { messages, format } = useLocale();
  const texts = messages.mending;
  const open = load.mending?.open ?? 0;
  return (
    <header className="load-head">
      <div className="load-head__title">
        <p>
          <Link to={`/datasets/${load.dataset}`}>{dataset.title}</Link> {dataset.synthetic && <SyntheticTag />}
        </p>
        <h1>{open === 0 ? texts.headlineDone : texts.headline(format.number(open))}</h1>
        <p className="soft">
          <Link to={`/console/loads/${load.id}`}>{texts.loadLink}</Link> · {load.file.name} · {load.sentBy} ·{' '}
          <span className="unbroken">{format.dateTime(load.createdAt)}</span>
        </p>
      </div>
      {load.result && <Equation {...load.result} />}
      {load.mending && (
        <div className="load-head__difference">
          <MendingSum mending={load.mending} />
        </div>
      )}
    </header>
  );
}
