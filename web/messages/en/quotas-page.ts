import type { quotasPage as vietnamese } from '../vi/quotas-page.ts';

/** Of the page of quotas. */
export const quotasPage: typeof vietnamese = {
  title: 'Quotas of agencies',
  lead: 'What each agency keeps (files that its people sent, their rejected rows, snapshots of its datasets), and its loads that wait. Over its quota a new file is not taken, and whoever sends it is told why and what to do.',
  none: 'No agency has sent anything yet',
  full: 'at its limit',
  of: (used, most) => (most === null ? `${used} (no limit)` : `${used} of ${most}`),
  parts: (files, rejects, snapshots) => `files ${files}, rejects ${rejects}, snapshots ${snapshots}`,
  change: 'Change',
  set: 'Set the quota of an agency',
  agencyCode: 'Code of the agency',
  megabytes: 'Most megabytes kept',
  mostWaiting: 'Most loads waiting',
  empty: 'Empty: as for every agency.',
  save: 'Save',
  columns: { agency: 'Agency', kept: 'Kept', waiting: 'Waiting', change: 'Quota' },
};
