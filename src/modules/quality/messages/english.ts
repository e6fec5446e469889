import type { MessageText } from './message-facts.ts';
import { englishOfTypes } from './english-of-types.ts';
import type { vietnamese } from './vietnamese.ts';

const keepAsText = 'Format the column as Text in the spreadsheet and enter the code again.';

export const english: Readonly<Record<keyof typeof vietnamese, MessageText>> = {
  ...englishOfTypes,
  missing: { what: () => 'a required value is missing', mend: () => 'Fill in this cell.' },
  'row-too-long': {
    what: () => 'the row has more cells than the heading',
    mend: () => 'Check delimiters and quotes in this row.',
  },
  'row-too-short': {
    what: () => 'the row has fewer cells than the heading; the missing ones stay empty',
    mend: () => 'Check whether the row was cut off.',
  },
  'not-a-date': { what: ({ value }) => `“${value}” is not a date` },
  'two-digit-year': {
    what: ({ value }) => `“${value}” has a year of two digits, which does not tell the century`,
    mend: () => 'Write the year with four digits.',
  },
  'year-alone': {
    what: ({ value }) => `“${value}” lacks a day or a month`,
    mend: () => 'Write day, month and year.',
  },
  'no-such-day': { what: ({ value }) => `“${value}” has a day that the calendar does not have` },
  'not-a-moment': { what: ({ value }) => `“${value}” is not a date and time` },
  'not-a-time': { what: ({ value }) => `“${value}” is not a time of day` },
  'not-a-boolean': { what: ({ value }) => `“${value}” is neither yes nor no` },
  'not-a-number': { what: ({ value }) => `“${value}” is not a number` },
  'not-whole': { what: ({ value }) => `“${value}” is not a whole number` },
  'too-large': { what: ({ value }) => `“${value}” is beyond the largest number that can be kept` },
  'too-precise': { what: ({ value }) => `“${value}” has more digits than agreed` },
  'ambiguous-number': {
    what: ({ value }) => `“${value}” can be read in two ways (thousands or decimals); it is read as a decimal number`,
    mend: () => 'Write the number without a thousands separator.',
  },
  scientific: {
    what: ({ value }) =>
      `“${value}” is scientific notation made by a spreadsheet; the last digits are lost and cannot be recovered`,
    mend: () => `Take the value from its source again. ${keepAsText}`,
  },
  apostrophe: {
    what: ({ value }) => `“${value}” still has an apostrophe in front`,
    mend: () => 'Take the apostrophe off.',
  },
  'trailing-fraction': {
    what: ({ value }) => `“${value}” has a “.0” that a spreadsheet added, taking the code for a number`,
    mend: () => keepAsText,
  },
  'inner-sign': { what: ({ value }) => `“${value}” has blanks or signs inside the code`, mend: () => 'Take them out.' },
  'lost-zero': { what: ({ value }) => `“${value}” has lost its leading zero`, mend: () => keepAsText },
  'lost-end-zero': { what: ({ value }) => `“${value}” has lost zeros at its end`, mend: () => keepAsText },
  'identity-card': {
    what: ({ value }) =>
      `“${value}” is an old identity card of 9 digits, not valid for transactions since 1 January 2025`,
    mend: () => 'Use the 12-digit personal id.',
  },
  'is-personal-id': { what: ({ value }) => `“${value}” is a personal id, not an identity card` },
  'born-in-future': {
    what: ({ value }) => `“${value}” has digits of century, gender and year that mean a birth in the future`,
    mend: () => 'Compare with the original document.',
  },
  'unknown-province': {
    what: ({ value }) => `“${value}” begins with none of the 63 provinces of birth registration (it may be a country)`,
    mend: () => 'Compare with the original document.',
  },
  'wrong-shape': { what: ({ value }) => `“${value}” has not the right form` },
  'check-digit': {
    what: ({ value }) => `“${value}” has a wrong check digit`,
    mend: () => 'Compare with the tax registration certificate.',
  },
  undetermined: {
    what: ({ value }) => `“${value}”: the check digit is undetermined`,
    mend: () => 'Compare with the tax registration certificate.',
  },
  'branch-without-hyphen': { what: ({ value }) => `“${value}” is the code of a dependent unit without its hyphen` },
  'branch-zero': {
    what: ({ value }) => `“${value}” has 000 for the dependent unit`,
    mend: () => 'Check whether it is the main unit’s code.',
  },
  'not-normal': { what: ({ value }) => `“${value}” is not written in the normal form` },
  'eleven-digits': { what: ({ value }) => `“${value}” is a mobile number of 11 digits, changed in 2018` },
  'service-number': { what: ({ value }) => `“${value}” is a service number, not a personal phone` },
  foreign: { what: ({ value }) => `“${value}” is a foreign phone number` },
  unassigned: {
    what: ({ value }) => `“${value}” has a prefix that no network has`,
    mend: () => 'Ask whoever gave the number.',
  },
  'legacy-code': { what: ({ value }) => `“${value}” is an agency code of the old form` },
  'small-letters': { what: ({ value }) => `“${value}” has small letters` },
  'code-too-long': { what: ({ value }) => `“${value}” is longer than 35 characters` },
  'outside-the-globe': {
    what: ({ value }) => `“${value}” is no coordinate in degrees`,
    mend: () => 'Check whether longitude and latitude are swapped, or VN-2000 metres were given.',
  },
  'digits-in-name': {
    what: ({ value }) => `“${value}” has digits in a name`,
    mend: () => 'Check whether the columns are shifted.',
  },
  'too-short': { what: ({ value }) => `“${value}” is too short` },
  'too-long': { what: ({ value }) => `“${value}” is too long` },
  pattern: { what: ({ value }) => `“${value}” does not match the pattern` },
  'too-small': { what: ({ value }) => `“${value}” is below what is allowed` },
  'too-great': { what: ({ value }) => `“${value}” is above what is allowed` },
  'not-a-multiple': { what: ({ value }) => `“${value}” is not a multiple of the agreed step` },
  'not-listed': { what: ({ value }) => `“${value}” is none of the allowed values` },
  'unknown-code': { what: ({ value }) => `“${value}” is not in the code list`, mend: ({ detail }) => detail },
  'no-such-reference': {
    what: ({ value }) => `“${value}” is not in the dataset that is referred to`,
    mend: () => 'Correct the code, or add it to that dataset first and send this one again.',
  },
  'code-not-valid': {
    what: ({ value }) => `the code “${value}” is not valid on the day that counts`,
    mend: ({ detail }) => detail,
  },
  'no-unit': { what: () => 'the row names no unit', mend: () => 'Write your unit’s code.' },
  'other-unit': {
    what: ({ value }) => `“${value}” is another unit’s row`,
    mend: () => 'Leave the row out, or send it from that unit’s account.',
  },
  broken: { what: ({ detail, value }) => `${detail}${value === '' ? '' : ` (found: ${value})`}` },
  'not-unique': {
    what: ({ value, detail }) => `“${value}” is already in ${detail}`,
    mend: () => 'Each value may be used once.',
  },
  'key-taken': {
    what: ({ value, detail }) => `the key “${value}” is already in ${detail} with other content`,
    mend: () => 'Keep the right row, or correct the code of this one.',
  },
  'row-corrected': {
    what: () => 'this row was mended and taken in before, with other content',
    mend: () => 'Leave the row out; to change what was taken in, send a new delivery.',
  },
};
