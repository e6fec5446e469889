import type { Language } from '#api/localized.ts';
import { mendText } from '#api/mends.ts';
import type { CheckResult, Criterion, Severity } from '#api/quality.ts';

const shownFindings = 20;

const words = {
  vi: {
    received: 'Đã nhận',
    accepted: 'hợp lệ',
    rejected: 'bị từ chối',
    duplicate: 'trùng lặp',
    score: 'Điểm chất lượng',
    notAssessed: 'chưa đánh giá',
    rules: 'Quy tắc bị vi phạm',
    mended: 'Đã tự sửa khi đọc',
    cells: 'ô',
    notChecked: 'Không kiểm tra được ngoại tuyến',
    findings: 'Các lỗi đầu tiên',
    none: 'Không có lỗi nào.',
    files: 'Theo tệp',
    clean: 'tệp nhận hết',
    faulty: 'tệp có dòng bị loại',
    refused: 'tệp không nhận được',
  },
  en: {
    received: 'Received',
    accepted: 'accepted',
    rejected: 'rejected',
    duplicate: 'duplicate',
    score: 'Quality score',
    notAssessed: 'not assessed',
    rules: 'Rules that were broken',
    mended: 'Mended on the way in',
    cells: 'cells',
    notChecked: 'Not checked offline',
    findings: 'First findings',
    none: 'No findings.',
    files: 'By file',
    clean: 'files taken in whole',
    faulty: 'files with rows left out',
    refused: 'files refused',
  },
} as const satisfies Readonly<Record<Language, unknown>>;

const criterionWords: Readonly<Record<Criterion, { readonly vi: string; readonly en: string }>> = {
  dung: { vi: 'đúng', en: 'accuracy' },
  du: { vi: 'đủ', en: 'completeness' },
  sach: { vi: 'sạch', en: 'cleanness' },
  song: { vi: 'sống', en: 'timeliness' },
  thongNhat: { vi: 'thống nhất', en: 'consistency' },
};

const severityWords: Readonly<Record<Severity, { readonly vi: string; readonly en: string }>> = {
  error: { vi: 'lỗi', en: 'error' },
  warn: { vi: 'cảnh báo', en: 'warning' },
  info: { vi: 'thông tin', en: 'note' },
};

/** A page for people: the equation, the score, what was broken, and the first findings in words. */
export function describeResult(result: CheckResult, language: Language): string {
  const say = words[language];
  const number = (value: number) => figure(value, language);
  const parts = (['accepted', 'rejected', 'duplicate'] as const).map((part) => `${number(result[part])} ${say[part]}`);
  return [
    `${say.received} ${number(result.received)} = ${parts.join(' + ')}`,
    describeScore(result, language),
    ...section(say.files, describeFiles(result, language)),
    ...section(
      say.rules,
      result.findingsByRule.map(
        ({ rule, severity, criterion, rows }) =>
          `${number(rows).padStart(10)}  ${severityWords[severity][language]}  ${rule}  (${criterionWords[criterion][language]})`,
      ),
    ),
    ...section(
      say.mended,
      result.mended.map(
        ({ field, mend, rows }) => `${number(rows).padStart(10)}  ${field}: ${mendText(mend)[language]}`,
      ),
    ),
    ...section(
      say.notChecked,
      result.notChecked.map((rule) => `  ${rule}`),
    ),
    ...(result.findings.length === 0 ? [say.none] : []),
    ...section(
      say.findings,
      result.findings.slice(0, shownFindings).map(({ message }) => `  ${message[language]}`),
    ),
    '',
  ].join('\n');
}

/** The counts, and of every refused file why. */
function describeFiles({ files, fileReports = [] }: CheckResult, language: Language): readonly string[] {
  if (files === undefined) return [];
  const say = words[language];
  const refused = fileReports.flatMap(({ file, problem }) =>
    problem === null ? [] : [`  ${file}: ${problem.message[language]}`],
  );
  return [
    `  ${say.clean}: ${files.clean}, ${say.faulty}: ${files.faulty}, ${say.refused}: ${files.refused}`,
    ...refused,
  ];
}

function describeScore({ score }: CheckResult, language: Language): string {
  const say = words[language];
  const percent = (value: number) => figure(value, language);
  const parts = (Object.keys(criterionWords) as Criterion[]).map((criterion) => {
    const part = score[criterion];
    const shown = part === null ? say.notAssessed : `${percent(part.percent)}% (${part.passed}/${part.applicable})`;
    return `${criterionWords[criterion][language]} ${shown}`;
  });
  const overall = score.overall === null ? say.notAssessed : `${percent(score.overall)} (${score.band})`;
  return `${say.score}: ${overall}: ${parts.join(', ')}`;
}

/** To a hundredth. What the language itself has for it takes as long to load as the engine. */
function figure(value: number, language: Language): string {
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  // As it reads, not as it is stored: 86.455 is nearer to 86.46.
  const rounded = Number.isInteger(value) ? value : Math.round(Number((value * 100).toPrecision(12))) / 100;
  const [whole = '', fraction] = String(rounded).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}
