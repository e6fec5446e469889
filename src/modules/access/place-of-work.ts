import type { Role } from '#api/caller.ts';
import { canonicalAgencyCode } from '#modules/directory/index.ts';
import { vietnamDay } from '#platform/clock/clock.ts';
import type { AccessDeps } from './deps.ts';
import { fail } from './errors.ts';

/** For whom a user or a token works. */
export interface PlaceOfWork {
  readonly role: Role;
  readonly agency?: string | null;
  /** The commune that an officer reports for. */
  readonly unit?: string | null;
}

/** Roles that are nothing without an agency. */
const boundRoles: readonly Role[] = ['owner', 'steward', 'officer'];

/**
 * Takes an agency and a unit only if the directory knows them today: a misspelt code would be an identity that silently
 * may do less than was meant.
 */
export function checkPlaceOfWork(deps: Pick<AccessDeps, 'directory' | 'clock'>, place: PlaceOfWork) {
  const agency = place.agency ? canonicalAgencyCode(place.agency) : null;
  const unit = place.unit || null;
  if (agency === null && boundRoles.includes(place.role)) {
    throw fail('agency-needed', `A user or token of role ${place.role} works for an agency.`);
  }
  if (agency !== null && deps.directory.findAgency(agency) === undefined) {
    throw fail('agency-unknown', `The directory has no agency ${agency}.`);
  }
  if (unit !== null && deps.directory.findUnit(unit, vietnamDay(deps.clock()))?.level !== 'commune') {
    throw fail('unit-unknown', `The directory has no commune ${unit} today.`);
  }
  return { role: place.role, agency, unit };
}
