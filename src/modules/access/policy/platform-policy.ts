import type { Caller, Role } from '#api/caller.ts';
import type { Localized } from '#api/localized.ts';
import { demandRight } from './demand.ts';

/** What one can do with the platform itself, whatever is in its datasets. */
export interface PlatformSentence {
  readonly sentence: Localized;
  readonly roles: readonly Role[];
}

export const seeOperations: PlatformSentence = {
  sentence: {
    vi: 'Quản trị hệ thống và cán bộ vận hành xem tình trạng và số liệu vận hành.',
    en: 'Administrators and operators see the state of operations and its figures.',
  },
  roles: ['administrator', 'operator'],
};

/** Figures, and the words about what is wrong, tell of the machine, never of anybody's data. */
export function maySeeOperations(caller: Caller): boolean {
  return caller.kind !== 'anonymous' && seeOperations.roles.includes(caller.role);
}

export function demandOperations(caller: Caller): void {
  demandRight(caller, maySeeOperations(caller), 'see-operations');
}
