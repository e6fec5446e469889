import { plural } from './plural.ts';
import type { Messages } from '../messages.ts';

export const deliveryTexts: Pick<Messages, 'deliveries'> = {
  deliveries: {
    title: 'Who has delivered, and who has not',
    titleFor: (dataset) => `Who has delivered: ${dataset}`,
    progress: (delivered, expected) => `${delivered} of ${expected} communes have delivered`,
    period: (period) => `period ${period}`,
    choosePeriod: 'Period',
    notYet: (count) => `${count} ${plural(count, 'commune')} yet to deliver`,
    all: 'See all communes',
    filter: 'State',
    filters: { all: 'All', open: 'Yet to deliver' },
    search: 'Find a commune',
    submit: 'Filter',
    states: {
      missing: 'not delivered',
      late: 'overdue',
      held: 'held',
      'rejected-rows': 'delivered, with rejected rows',
      delivered: 'delivered',
    },
    columns: { unit: 'Commune', state: 'State', rows: 'Rows', open: 'Rejected, not mended', at: 'Latest load' },
    unexpected: 'no commune of the province, or one no longer',
    none: 'No commune matches',
    noneNote: 'Choose another state, or fewer words.',
    shown: (count) => `${count} ${plural(count, 'commune')}`,
    load: 'see the load',
    loadOf: (unit) => `of ${unit}`,
    back: 'Back to the dataset',
    own: (unit) => `${unit}:`,
    ownRows: (rows) => `${rows} ${plural(rows, 'row')}`,
    ownOpen: (rows) => `${rows} rejected ${plural(rows, 'row')} to mend`,
  },
};
