import type { ReactNode } from 'react';

export type MarkKind = keyof typeof drawings;

export interface MarkProps {
  readonly kind: MarkKind;
}

/** A small drawing beside a word, never instead of it. States differ by shape first, so that they read in grey. */
export function Mark({ kind }: MarkProps) {
  return (
    <svg className={`mark mark--${kind}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[kind]}
    </svg>
  );
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.7 } as const;

const drawings = {
  good: <circle cx="8" cy="8" r="6.2" fill="currentColor" />,
  warn: <path d="M8 1.4 15.2 14.4H.8z" fill="currentColor" />,
  bad: <path d="M2 2h12v12H2z" fill="currentColor" />,
  none: <circle cx="8" cy="8" r="5.6" {...line} strokeDasharray="2.6 1.9" />,
  late: <path d="M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 4.4V8l2.6 2" {...line} />,
  check: <path d="m2.5 8.5 3.6 3.6 7.4-8" {...line} strokeWidth={2} />,
  search: <path d="M11.8 7A4.8 4.8 0 1 1 2.2 7a4.8 4.8 0 0 1 9.6 0Zm-1.2 3.6 4 4" {...line} />,
  down: <path d="M8 2v9m-4-4 4 4 4-4M2.5 14h11" {...line} />,
  up: <path d="M8 11V2M4 6l4-4 4 4M2.5 14h11" {...line} />,
} satisfies Readonly<Record<string, ReactNode>>;
