export { mostFrequent } from '../profile/column-facts.ts';
export { findKey } from '../profile/find-key.ts';
export type { ListMatch } from '../profile/match-lists.ts';
export { unitOfAmounts } from '../reading/read-amount.ts';
export { profileTable, type ColumnProfile, type TableProfile } from '../profile/profile-table.ts';
