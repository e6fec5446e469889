/** Of the choice of how a text file is read. */
export const encodingTexts = {
  field: 'Encoding of the text in the file',
  judged: 'Told from the text',
  forSending: 'Choose an encoding (where letters with accents come out wrong)',
  wrongLetters: 'Are letters with accents wrong?',
  note: 'Choose the encoding of the file and have it read again; the file need not be sent again.',
  asked: (name: string) => `The file was read in the encoding that was chosen: ${name}.`,
  readAgain: 'Read again in this encoding',
  evidence: 'Evidence: how many words are spelled right in each encoding',
  encoding: 'Encoding',
  share: 'Words spelled right',
  example: 'Reads as',
  before: (text: string) => `In the file: “${text}”`,
};
