/** What a reader may use of the machine before it gives up. */
export interface ReadLimits {
  /** Bytes of one row, or of one record of JSON or XML. */
  readonly rowBytes: number;
  readonly columns: number;
  /** Tables of one file: of a dump, a database. */
  readonly tables: number;
  /** Members of one archive. */
  readonly members: number;
  /** Bytes that everything unpacked from one file may come to. */
  readonly inflatedBytes: number;
  /** Unpacked to packed, past the first 64 MiB: what real tables do not reach and bombs must. */
  readonly inflationRatio: number;
  /** Bytes, unpacked, of a workbook that has to be held in memory whole (xls, xlsb, ods), many times what it weighs. */
  readonly heldWorkbookBytes: number;
  /** Characters of a workbook's shared texts, which are held in memory at two bytes each; an empty text counts too. */
  readonly sharedTextCharacters: number;
  /** How deeply JSON and XML may be nested. */
  readonly depth: number;
}

const mebibyte = 1024 * 1024;

export const defaultReadLimits: ReadLimits = {
  rowBytes: 16 * mebibyte,
  columns: 16_384,
  tables: 2000,
  members: 5000,
  inflatedBytes: 8192 * mebibyte,
  inflationRatio: 250,
  heldWorkbookBytes: 64 * mebibyte,
  sharedTextCharacters: 128 * mebibyte,
  depth: 512,
};

/** The setting of each limit. */
export const readLimitSettings = {
  rowBytes: 'DAKLAKE_MAX_ROW',
  columns: 'DAKLAKE_MAX_COLUMNS',
  tables: 'DAKLAKE_MAX_TABLES',
  members: 'DAKLAKE_MAX_MEMBERS',
  inflatedBytes: 'DAKLAKE_MAX_UNPACKED',
  inflationRatio: 'DAKLAKE_MAX_UNPACKED_RATIO',
  heldWorkbookBytes: 'DAKLAKE_MAX_WORKBOOK',
  sharedTextCharacters: 'DAKLAKE_MAX_SHARED_TEXT',
  depth: 'DAKLAKE_MAX_DEPTH',
} as const satisfies Readonly<Record<keyof ReadLimits, string>>;

/** The limits as settings have them. Throws a RangeError that names the setting where a value is no positive whole number. */
export function readLimitsOf(environment: Readonly<Record<string, string | undefined>>): ReadLimits {
  const value = (key: keyof ReadLimits): number => {
    const setting = readLimitSettings[key];
    const text = environment[setting];
    if (text === undefined || text === '') return defaultReadLimits[key];
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < 1) {
      throw new RangeError(`${setting}: ${text} cannot be used; it takes a positive whole number.`);
    }
    return number;
  };
  return {
    rowBytes: value('rowBytes'),
    columns: value('columns'),
    tables: value('tables'),
    members: value('members'),
    inflatedBytes: value('inflatedBytes'),
    inflationRatio: value('inflationRatio'),
    heldWorkbookBytes: value('heldWorkbookBytes'),
    sharedTextCharacters: value('sharedTextCharacters'),
    depth: value('depth'),
  };
}
