import { plural } from './plural.ts';
import type { Messages } from '../messages.ts';

export const healthTexts: Pick<Messages, 'health'> = {
  health: {
    link: 'Operations',
    title: 'State of the platform',
    good: 'Everything works',
    watch: (count) => `${count} ${plural(count, 'part')} to look at`,
    bad: (count) => `${count} ${plural(count, 'part')} not working`,
    lookedAt: (time) => `Seen at ${time}.`,
    again: 'Look again',
    since: (time) => `Since ${time}`,
    mend: 'What to do',
    conditions: { good: 'good', watch: 'look at it', bad: 'not working' },
    parts: {
      database: 'Database',
      disk: 'Disk',
      memory: 'Memory',
      queue: 'Loads that wait',
      loads: 'Loads that failed through our fault',
      files: 'Data files',
      clock: 'Clock',
    },
  },
};
