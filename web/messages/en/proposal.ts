import type { Messages } from '../messages.ts';

export const proposalTexts: Pick<Messages, 'proposal'> = {
  proposal: {
    title: 'New dataset from a file',
    link: 'No dataset for this file yet?',
  },
};
