import type { vi } from './vi.ts';

/** The shape that every language fills completely. */
export type Messages = typeof vi;
