import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface ButtonProps {
  readonly children: ReactNode;
  /** Only the one thing most wanted on a page is filled. */
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** What the form is told where it has several buttons. */
  readonly name?: string;
  readonly value?: string;
}

/** Sends the form that it stands in. */
export function Button({ children, primary = false, ...button }: ButtonProps) {
  return (
    <button type="submit" className={className(primary)} {...button}>
      {children}
    </button>
  );
}

export interface ButtonLinkProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly primary?: boolean;
  /** A file or an address outside the pages: the browser follows it by itself. */
  readonly file?: boolean;
}

export function ButtonLink({ to, children, primary = false, file = false }: ButtonLinkProps) {
  return (
    <Link to={to} className={className(primary)} reloadDocument={file}>
      {children}
    </Link>
  );
}

function className(primary: boolean): string {
  return primary ? 'button button--primary' : 'button';
}
