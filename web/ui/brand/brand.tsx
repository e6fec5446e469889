import { Link } from 'react-router';
import markAddress from '../tokens/mark.svg';

export interface BrandProps {
  readonly to: string;
  readonly name: string;
  readonly subtitle: string;
}

export function Brand({ to, name, subtitle }: BrandProps) {
  return (
    <Link className="brand" to={to}>
      <img src={markAddress} alt="" width="45" height="45" />
      <span>
        <b>{name}</b>
        <span>{subtitle}</span>
      </span>
    </Link>
  );
}
