import { encodeDelimitedText } from './delimited-text.ts';
import type { DemonstrationFile, Fault, FaultKind } from './demonstration-file.ts';
import type { Dossier } from './dossier-population.ts';
import { createRandom, type Random } from './random.ts';
import { asDayMonthYear, decompose, loseLeadingZeros, withThousandsDots } from './spoil-cells.ts';
import { asTcvn3 } from './tcvn3.ts';
import { addDays } from './working-days.ts';

const headings = [
  ['ma_ho_so', 'Mã hồ sơ'],
  ['ma_thu_tuc', 'Mã thủ tục'],
  ['ma_xa', 'Mã xã'],
  ['so_dinh_danh', 'Số định danh'],
  ['ho_ten', 'Họ và tên'],
  ['so_dien_thoai', 'Số điện thoại'],
  ['ngay_tiep_nhan', 'Ngày tiếp nhận'],
  ['ngay_hen_tra', 'Ngày hẹn trả'],
  ['ngay_tra', 'Ngày trả kết quả'],
  ['trang_thai', 'Trạng thái'],
  ['hinh_thuc', 'Hình thức nộp'],
  ['le_phi', 'Lệ phí'],
] as const;
type FieldName = (typeof headings)[number][0];
type Row = Record<FieldName, string>;

export interface DossierFileOptions {
  readonly name: string;
  /** The file shows every dossier received until that day, as it stood in the evening. */
  readonly asOf: string;
  /** Rows that were wrong in a file of an earlier day have mostly been mended by now. */
  readonly mendedUntil?: string;
  /** A former code for some of today's communes, as people still write it. */
  readonly formerCommunes: ReadonlyMap<string, string>;
}

const faultShare = 0.03;
const mendedShare = 0.7;

export function makeDossierFile(population: readonly Dossier[], options: DossierFileOptions): DemonstrationFile {
  // Its own stream, one draw of each for every dossier, so that a dossier has the same fault in every file.
  const random = createRandom('faults of dossiers');
  const rows: Row[] = [];
  const faults: Fault[] = [];
  for (const dossier of population) {
    const isFaulty = random.chance(faultShare);
    const wasMended = random.chance(mendedShare);
    const kind = random.pick(faultKinds);
    const own = createRandom(dossier.code);
    if (dossier.received > options.asOf) continue;
    const row = presentDossier(dossier, options.asOf);
    rows.push(row);
    const line = rows.length + 1;
    if (!isFaulty) continue;
    if (wasMended && options.mendedUntil !== undefined && dossier.received <= options.mendedUntil) continue;
    if (kind === 'duplicate') {
      rows.push({ ...row });
      faults.push({ line: line + 1, kind, field: 'ma_ho_so' });
      continue;
    }
    const field = spoilers[kind](row, own, { rows, options });
    if (field !== undefined) faults.push({ line, kind, field });
  }
  const table = [headings.map(([, label]) => label), ...rows.map((row) => headings.map(([field]) => row[field]))];
  return {
    name: options.name,
    bytes: encodeDelimitedText(table, { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' }),
    faults,
  };
}

function presentDossier(dossier: Dossier, asOf: string): Row {
  const hasEnded = dossier.end.day <= asOf;
  return {
    ma_ho_so: dossier.code,
    ma_thu_tuc: dossier.procedure,
    ma_xa: dossier.commune,
    so_dinh_danh: dossier.applicant.personalId,
    ho_ten: dossier.applicant.name,
    so_dien_thoai: dossier.applicant.phone,
    ngay_tiep_nhan: dossier.received,
    ngay_hen_tra: dossier.due,
    ngay_tra: hasEnded && dossier.end.hasResult ? dossier.end.day : '',
    trang_thai: hasEnded ? dossier.end.status : 'Đang xử lý',
    hinh_thuc: dossier.channel,
    le_phi: String(dossier.fee),
  };
}

interface SpoilContext {
  /** The rows so far; the last one is the row itself. */
  readonly rows: readonly Row[];
  readonly options: DossierFileOptions;
}

/** Changes the row, and names the field; undefined where the fault does not fit this row, which then stays right. */
type Spoiler = (row: Row, random: Random, context: SpoilContext) => FieldName | undefined;

const spoilers: Readonly<Record<Exclude<FaultKind, 'duplicate' | 'unknown-value'>, Spoiler>> = {
  missing: (row, random) => {
    const field = random.pick(['ma_thu_tuc', 'so_dinh_danh', 'ho_ten', 'ngay_hen_tra'] as const);
    return change(row, field, '');
  },
  'former-commune': (row, _random, { options }) => change(row, 'ma_xa', options.formerCommunes.get(row.ma_xa)),
  'lost-zero': (row, random) => {
    const field = random.pick(['so_dinh_danh', 'so_dinh_danh', 'so_dien_thoai'] as const);
    return change(row, field, loseLeadingZeros(row[field]));
  },
  'same-key': (row, random, { rows }) => change(row, 'ma_ho_so', random.pick(rows.slice(-50)).ma_ho_so),
  contradiction: (row, random) =>
    row.ngay_tra === '' ? undefined : change(row, 'ngay_tra', addDays(row.ngay_tiep_nhan, -random.between(1, 20))),
  'written-date': (row, random) => {
    const field = random.pick(['ngay_tiep_nhan', 'ngay_hen_tra'] as const);
    return change(row, field, asDayMonthYear(row[field]));
  },
  'decomposed-text': (row) => change(row, 'ho_ten', decompose(row.ho_ten)),
  'old-font': (row) => change(row, 'ho_ten', asTcvn3(row.ho_ten)),
  'thousands-dots': (row) => change(row, 'le_phi', withThousandsDots(row.le_phi)),
};
const faultKinds: readonly Exclude<FaultKind, 'unknown-value'>[] = [
  'missing',
  'former-commune',
  'lost-zero',
  'same-key',
  'contradiction',
  'written-date',
  'decomposed-text',
  'old-font',
  'thousands-dots',
  'duplicate',
];

function change(row: Row, field: FieldName, value: string | undefined): FieldName | undefined {
  if (value === undefined || value === row[field]) return undefined;
  row[field] = value;
  return field;
}
