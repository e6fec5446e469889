import type { Messages } from '../messages.ts';

export const templateTexts: Pick<Messages, 'template'> = {
  template: {
    get: 'Get the Excel form',
    note: 'It has drop-downs and a guide. Fill it in and send it here.',
  },
};
