import { z } from 'zod';
import { encodingNames } from './encodings.ts';
import { FileCounts, FileReport } from './file-reports.ts';
import { Localized } from './localized.ts';
import { MappingUsed } from './mappings.ts';

export const criteria = ['dung', 'du', 'sach', 'song', 'thongNhat'] as const;
export type Criterion = (typeof criteria)[number];

export const severities = ['error', 'warn', 'info'] as const;
export type Severity = (typeof severities)[number];

export const bands = ['xanh', 'vang', 'do'] as const;
export type Band = (typeof bands)[number];

/** The eight error groups of the national guidance. */
export const errorGroups = [
  'missing-required',
  'out-of-domain',
  'duplicate',
  'bad-format',
  'broken-reference',
  'cross-field',
  'stale',
  'source-mismatch',
] as const;
export type ErrorGroup = (typeof errorGroups)[number];

export const CriterionScore = z
  .object({
    passed: z.number().int(),
    applicable: z.number().int(),
    /** 0 to 100, unrounded. */
    percent: z.number(),
  })
  .meta({ id: 'CriterionScore' });
export type CriterionScore = Readonly<z.infer<typeof CriterionScore>>;

/** Null: not assessed. Never 0 and never 100 instead. */
export const Score = z
  .object({
    dung: CriterionScore.nullable(),
    du: CriterionScore.nullable(),
    sach: CriterionScore.nullable(),
    song: CriterionScore.nullable(),
    thongNhat: CriterionScore.nullable(),
    overall: z.number().nullable(),
    band: z.enum(bands).nullable(),
  })
  .meta({ id: 'Score' });
export type Score = Readonly<z.infer<typeof Score>>;

export const RuleFindings = z
  .object({
    rule: z.string(),
    field: z.string().nullable(),
    fields: z.array(z.string()).optional(),
    criterion: z.enum(criteria),
    severity: z.enum(severities),
    errorGroup: z.enum(errorGroups),
    rows: z.number().int(),
  })
  .meta({ id: 'RuleFindings' });
export type RuleFindings = Readonly<z.infer<typeof RuleFindings>>;

export const Finding = z
  .object({
    table: z.string().nullable(),
    /** 1-based position in the source: the sheet's row, a text file's physical line, a JSON record's ordinal. */
    row: z.number().int(),
    field: z.string().nullable(),
    fields: z.array(z.string()).optional(),
    rule: z.string(),
    severity: z.enum(severities),
    /** As it was sent; null where the cell was missing. */
    value: z.string().nullable(),
    expected: z.string(),
    message: Localized,
    /** Only where one mend is certain. */
    suggestion: z.string().optional(),
  })
  .meta({ id: 'Finding' });
export type Finding = Readonly<z.infer<typeof Finding>>;

/** As `EncodingCandidate`. */
const Candidate = z.object({
  name: z.enum(encodingNames),
  share: z.number(),
  words: z.number().int(),
  example: z.object({ before: z.string(), after: z.string() }).nullable(),
});

/** What a reader, or the matching of columns, had to say. */
export const ReadingWarning = z.object({
  code: z.string(),
  message: Localized,
  evidence: z.array(Candidate).readonly().optional(),
});

/** What a check found; a load's `result` has the same shape. received = accepted + rejected + duplicate, always. */
export const CheckResult = z
  .object({
    received: z.number().int(),
    accepted: z.number().int(),
    rejected: z.number().int(),
    duplicate: z.number().int(),
    findingsByRule: z.array(RuleFindings),
    findings: z.array(Finding),
    notChecked: z.array(z.string()),
    /** Cells that intake mended for certain, by field and kind of mend; their originals are kept. */
    mended: z.array(z.object({ field: z.string(), mend: z.string(), rows: z.number().int() })),
    /** What the reader and the matching of columns had to say (unknown columns, guessed encoding). */
    warnings: z.array(ReadingWarning),
    /** How its columns were read, where that was remembered; null: by the contract's own names. */
    mapping: MappingUsed.nullable().optional(),
    /** Of several files sent together: how many became what. */
    files: FileCounts.optional(),
    /** The same, file by file, where the command line checks them; a load's stand at `/loads/{id}/files`. */
    fileReports: z.array(FileReport).optional(),
    score: Score,
    seconds: z.number(),
  })
  .meta({ id: 'CheckResult' });
export type CheckResult = Readonly<z.infer<typeof CheckResult>>;
