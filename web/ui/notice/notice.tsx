import type { ReactNode } from 'react';
import { Mark } from '../mark/mark.tsx';

export interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'none' | 'info';
  readonly title: string;
  readonly children?: ReactNode;
  /** Announced at once to those who hear the page: for what has just gone wrong. */
  readonly urgent?: boolean;
  readonly heading?: 'h2' | 'h3';
}

/** Empty, denied, failed, held: what is the matter, and what can be done. */
export function Notice({ tone, title, children, urgent = false, heading: Heading = 'h2' }: NoticeProps) {
  return (
    <div className={`notice notice--${tone}`} role={urgent ? 'alert' : undefined}>
      <Heading>
        <Mark kind={tone === 'info' ? 'late' : tone} /> {title}
      </Heading>
      {children}
    </div>
  );
}
