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
  'foreign-d': {
    what: ({ value }) => `“${value}” has an Icelandic ð where đ was meant`,
    mend: () => 'Type đ again, or keep it if the name is such.',
  },
  'axes-swapped': {
    what: ({ value }) => `“${value}” lies between the bounds of the other axis: latitude and longitude may be swapped`,
    mend: () => 'Swap the two columns.',
  },
  'pair-swapped': {
    what: ({ value }) =>
      `“${value}” is of the other axis and the other cell of this one: they stand in each other's place`,
    mend: () => 'Swap the two cells; where all rows are so, swap the headings.',
  },
  'are-degrees': {
    what: ({ value }) => `“${value}” is in degrees and not in metres of VN-2000`,
    mend: () => 'Write it into a column of longitude or latitude.',
  },
  'outside-the-grid': {
    what: ({ value }) => `“${value}” cannot be a coordinate of VN-2000 in Vietnam`,
    mend: () => 'Look for a digit too many or too few, or a wrong decimal sign.',
  },
  'outside-the-province': {
    what: ({ value }) => `“${value}” lies outside the province`,
    mend: () => 'Check whether latitude and longitude are swapped or the system is VN-2000.',
  },
  'district-code': {
    what: ({ value }) => `“${value}” is the code of a district; there are none since 1 July 2025`,
    mend: () => 'Write the 5-digit code of the commune.',
  },
  'unknown-commune': {
    what: ({ value }) => `“${value}” has the code of a commune that the province has not and had not`,
    mend: () => 'Compare with the cadastral record.',
  },
  'not-normal-code': {
    what: ({ value }) => `“${value}” is not written as the code`,
  },
  'without-year': {
    what: ({ value }) => `“${value}” is a period without its year`,
    mend: () => 'Add the year, e.g. 6 months of 2026.',
  },
  'period-turned': {
    what: ({ value }) => `“${value}” ends before it begins, or at once`,
    mend: () => 'Write its beginning first.',
  },
  'former-landline': {
    what: ({ value }) => `“${value}” has an area code of before 2017`,
  },
  'several-numbers': {
    what: ({ value }) => `“${value}” has several numbers in one cell`,
    mend: () => 'Write one number in a cell.',
  },
  'with-extension': {
    what: ({ value }) => `“${value}” has an extension behind the number`,
    mend: () => 'Write the extension in another column.',
  },
  'without-area-code': {
    what: ({ value }) => `“${value}” is a landline without its area code`,
    mend: () => 'Write the area code too: 0262 (Đắk Lắk), 0257 (former Phú Yên).',
  },
  'no-such-province': {
    what: ({ value }) => `“${value}” is the code of no province, of today or of before the reform`,
    mend: () => 'Compare with the list of provinces.',
  },
  'foreign-plate': {
    what: ({ value }) => `“${value}” is a plate of diplomats or foreigners`,
    mend: () => 'Check whether it may be recorded.',
  },
  'temporary-plate': {
    what: ({ value }) => `“${value}” is a temporary plate`,
    mend: () => 'Write the final plate if the vehicle has one.',
  },
  'lost-letters': {
    what: ({ value }) => `“${value}” has question marks where letters were lost between encodings`,
    mend: () => 'Take the name from its source again.',
  },
  'title-in-name': {
    what: ({ value }) => `“${value}” has a form of address or a degree before the name`,
    mend: () => 'Write the name alone.',
  },
  'several-names': {
    what: ({ value }) => `“${value}” seems to name several people`,
    mend: () => 'One person to a cell.',
  },
  'signs-in-name': {
    what: ({ value }) => `“${value}” has signs or a note in the name`,
    mend: () => 'Write the name alone, and notes in another column.',
  },
  'blanks-in-name': {
    what: ({ value }) => `“${value}” has doubled blanks or hidden signs in the name`,
    mend: () => 'One blank between words.',
  },
  'military-plate': {
    what: ({ value }) => `“${value}” is a military plate`,
    mend: () => 'Check whether it may be written here.',
  },
  'birth-mismatch': {
    what: ({ value }) => `personal id and birth (${value}) are not of one year`,
    mend: () => 'Compare with the original document.',
  },
  'gender-mismatch': {
    what: ({ value }) => `personal id and gender (${value}) do not agree`,
    mend: () => 'Compare with the original document.',
  },
  'insurance-mismatch': {
    what: ({ value }) => `health insurance card and social insurance number (${value}) do not agree`,
    mend: () => 'Compare with the card and the insurance book.',
  },
  'parted-units': {
    what: ({ value }) => `“${value}” lies in a former commune that was split`,
    mend: ({ detail }) => detail,
  },
  'former-units': {
    what: ({ value }) => `“${value}” names units of before 1 July 2025`,
    mend: ({ detail }) => detail,
  },
} as const satisfies Readonly<Record<keyof typeof vietnameseOfTypes, MessageText>>;
