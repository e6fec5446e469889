import type { Messages } from '../messages.ts';

export const receiptTexts: Pick<Messages, 'receiptCheck'> = {
  receiptCheck: {
    title: 'Check a receipt',
    lead: 'For every file that the data portal receives, the sender gets a receipt with a code. Type the code to learn whether the receipt is genuine, which file was received, and what came of it.',
    code: 'Code on the receipt',
    codeNote:
      '12 signs, printed below the square code. Case and dashes do not matter; O and 0, I and 1 are taken for each other.',
    submit: 'Check',
    empty: 'Type the code on the receipt.',
    unknown: 'No receipt bears this code',
    unknownNote: (typed) =>
      `The system has never given a receipt the code “${typed}”. Compare it with the receipt, sign by sign; if it is as on the paper, the receipt is not from this data portal.`,
    genuine: 'This receipt is from the data portal',
    genuineNote:
      'Compare what stands below with the receipt in your hand: it must be the same, word for word. Only the state and the result may have changed since it was printed.',
    hidden: 'not public',
    hiddenNote: 'The dataset is private: only who received the file is told.',
    compare: 'Compare a file of yours with the one received',
    compareNote: 'Its SHA-256 is computed in this browser; the file is not sent anywhere.',
    chooseFile: 'Choose a file to compare',
    computing: (name) => `Computing the SHA-256 of ${name}…`,
    same: (name) => `${name} is the file that was received, byte for byte`,
    otherSize: (name, size) => `${name} is not the file that was received: it has ${size} bytes`,
    otherHash: (name) => `${name} is not the file that was received: its SHA-256 is another`,
    tooLarge: (name) => `${name} has the right size but is too large for the browser; use the command below`,
    unreadable: (name) => `${name} cannot be read`,
    byHand: 'Compute the SHA-256 yourself',
    another: 'Check another receipt',
  },
};
