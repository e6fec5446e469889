import type { ReactNode } from 'react';
import type { Band, Severity } from '#api/quality.ts';
import type { LoadState } from '#api/loads.ts';
import { Mark } from '../mark/mark.tsx';

export type Tone = 'good' | 'warn' | 'bad' | 'none' | 'info';

export interface StatusProps {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** A state as shape, word and colour, in that order. */
export function Status({ tone, children }: StatusProps) {
  return (
    <span className={`status status--${tone}`}>
      <Mark kind={tone === 'info' ? 'late' : tone} />
      {children}
    </span>
  );
}

export function toneOfBand(band: Band | null): 'good' | 'warn' | 'bad' | 'none' {
  return band === null ? 'none' : ({ xanh: 'good', vang: 'warn', do: 'bad' } as const)[band];
}

export function toneOfSeverity(severity: Severity): 'bad' | 'warn' | 'none' {
  return ({ error: 'bad', warn: 'warn', info: 'none' } as const)[severity];
}

export function toneOfState(state: LoadState): Tone {
  if (state === 'published') return 'good';
  if (state === 'held') return 'warn';
  if (state === 'failed') return 'bad';
  return state === 'cancelled' ? 'none' : 'info';
}
