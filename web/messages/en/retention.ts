import type { retentionTexts as vietnamese } from '../vi/retention.ts';

export const retentionTexts: typeof vietnamese = {
  retention: {
    heading: 'Kept for',
    forGood: 'for good',
    days: (count) => `${count} days`,
    newest: (count) => `the newest ${count}`,
    and: ' and ',
    parts: { landing: 'Files as sent', snapshots: 'Versions', rejects: 'Rejected rows' },
    from: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    fileRemoved: (day) => `The file was removed on ${day}, when its time was over; counts and receipt stay.`,
    rejectsRemoved: (day) =>
      `Rejected rows and findings were removed on ${day}, when their time was over; only their counts are left.`,
  },
};
