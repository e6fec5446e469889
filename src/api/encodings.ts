/** How a text may be read, by the names under which a person asks for it. */
export const encodingNames = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1258',
  'windows-1252',
  'tcvn3',
  'tcvn5712',
  'vni',
  'viscii',
  'mojibake',
  'html',
  'viqr',
] as const;

export type EncodingName = (typeof encodingNames)[number];

/** What people call them. */
export const encodingTitles: Readonly<Record<EncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1258': 'Windows-1258',
  'windows-1252': 'Windows-1252',
  tcvn3: 'TCVN3 (ABC)',
  tcvn5712: 'TCVN 5712',
  vni: 'VNI',
  viscii: 'VISCII',
  mojibake: 'UTF-8 (mojibake)',
  html: 'HTML (&#7877;)',
  viqr: 'VIQR (e^~)',
};

/** What spoke for a reading, or against it. */
export interface EncodingCandidate {
  readonly name: EncodingName;
  /** Of the words with accents, the share that is legal Vietnamese when the text is read thus. */
  readonly share: number;
  /** How many words were looked at. */
  readonly words: number;
  /** The same piece of the text as its bytes look, and read thus. */
  readonly example: { readonly before: string; readonly after: string } | null;
}

export function isEncodingName(text: string): text is EncodingName {
  return encodingNames.some((name) => name === text);
}
