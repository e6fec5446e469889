/** Names, behind `daklake.`, of the facts that a contract says of its dataset. */
export const contractProperties = [
  'owner',
  'access',
  'importance',
  'importanceBasis',
  'dataClass',
  'legalBasis',
  'theme',
  'loadMode',
  'partitionBy',
  'unitField',
  'holdBelow',
  'synthetic',
  'grid',
  'retention',
  'labels',
  'descriptions',
];

/** And of a field. */
export const fieldProperties = [
  'elementRef',
  'codeList',
  'codeListDate',
  'semanticType',
  'personal',
  'labels',
  'descriptions',
  'aliases',
  /** Names that the field had in earlier versions: what was stored under one of them is read under today's. */
  'formerNames',
  'mask',
  'missing',
  /** By what was proposed of the field: the share of rows of the first file that agreed. For people; nothing reads it. */
  'agreement',
];
