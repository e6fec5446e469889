import type { MessageText } from './message-facts.ts';
import type { vietnameseOfTypes } from './vietnamese-of-types.ts';

/** The same entries as the Vietnamese part. */
export const englishOfTypes = {
  'has-time': {
    what: ({ value }) => `“${value}” has a time, and the column takes days only`,
    mend: () => 'Leave out the time, or declare the column a date and time.',
  },
  'ambiguous-amount': {
    what: ({ value }) => `“${value}” can mean two amounts: the comma ends thousands, or begins decimals`,
    mend: () => 'Write the amount in đồng, without separators.',
  },
} as const satisfies Readonly<Record<keyof typeof vietnameseOfTypes, MessageText>>;
