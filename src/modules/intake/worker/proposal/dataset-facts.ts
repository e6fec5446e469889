import { basename } from 'node:path';
import type { Theme } from '#api/datasets.ts';
import type { Localized } from '#api/localized.ts';
import { foldAccents } from '#platform/text/vietnamese-letters.ts';
import { says, wordsOf } from './heading-words.ts';

/** Endings of names that say nothing of what is in the file. */
const suffix =
  /(?:\.(?:csv|tsv|txt|tab|psv|ssv|xlsx?|xlsm|xlsb|ods|json|ndjson|jsonl|geojson|sql|mdb|accdb|dbf|db|sqlite3?|parquet|zip|gz|zst|data))+$/i;
const emptySheet = /^(?:sheet|trang tính|trang|biểu|table|bảng)?\s*\d*$/iu;
const longestId = 60;

export interface NamedSource {
  /** As it was given or sent. */
  readonly fileName: string;
  /** The sheet, or the member of an archive; null for a text file. */
  readonly sheet: string | null;
  readonly headings: readonly string[];
}

/** Identifier, name and theme of a dataset, as far as the names of its source tell them. */
export function datasetFacts({ fileName, sheet, headings }: NamedSource): {
  readonly id: string;
  readonly title: Localized;
  readonly theme?: Theme;
} {
  const file = plainName(fileName);
  const part = sheet === null ? '' : plainName(sheet);
  const named = emptySheet.test(part) || part === file ? file : `${file} – ${part}`;
  const title = named === '' ? 'Bộ dữ liệu mới' : named;
  const theme = guessTheme(wordsOf(`${title} ${headings.slice(0, 40).join(' ')}`));
  return { id: idOf(named), title: { vi: title, en: title }, ...(theme === undefined ? {} : { theme }) };
}

function plainName(path: string): string {
  return basename(path.replaceAll('\\', '/'))
    .replace(suffix, '')
    .normalize('NFC')
    .replace(/[_\p{Cc}\s]+/gu, ' ')
    .trim();
}

function idOf(title: string): string {
  const id = foldAccents(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longestId)
    .replace(/-+$/, '');
  return id === '' ? 'bo-du-lieu-moi' : id;
}

const themeWords: readonly (readonly [Theme, readonly string[]])[] = [
  ['y-te', ['y te', 'benh vien', 'nha thuoc', 'bac si', 'bao hiem y te', 'health', 'hospital', 'pharmacy', 'pharmacies', 'tiem chung']],
  ['giao-duc', ['giao duc', 'truong hoc', 'hoc sinh', 'giao vien', 'sinh vien', 'education', 'school', 'pupils', 'students', 'teachers']],
  ['nong-nghiep', ['nong nghiep', 'nong thon', 'lam nghiep', 'thuy san', 'cay trong', 'chan nuoi', 'ca phe', 'agriculture', 'forestry', 'forest', 'fishery', 'crop', 'paddy', 'livestock']],
  ['lao-dong', ['lao dong', 'viec lam', 'that nghiep', 'employment', 'labour', 'labor', 'unemployment', 'employed']],
  ['moi-truong', ['moi truong', 'khi tuong', 'nhiet do', 'luong mua', 'chat luong khong khi', 'environment', 'temperature', 'rainfall', 'climate', 'fire', 'air quality', 'meteo']],
  ['tai-chinh', ['tai chinh', 'ngan sach', 'thue', 'kinh phi', 'budget', 'finance', 'revenue', 'tax']],
  ['nang-luong', ['nang luong', 'dien nang', 'xang dau', 'energy', 'electricity']],
  ['ha-tang', ['ha tang', 'giao thong', 'duong bo', 'cau duong', 'transport', 'roads', 'stops', 'routes', 'trips', 'construction']],
  ['cong-nghe', ['cong nghe', 'vien thong', 'internet', 'mang di dong', 'bts', 'technology', 'telecommunication']],
  ['kinh-te-thuong-mai', ['kinh te', 'thuong mai', 'doanh nghiep', 'ban le', 'xuat khau', 'nhap khau', 'gdp', 'trade', 'enterprises', 'export', 'import', 'industry']],
  ['xa-hoi', ['ho ngheo', 'dan so', 'nhan khau', 'ho so', 'thu tuc', 'population', 'poverty', 'household', 'dan cu']],
  ['dia-phuong', ['don vi hanh chinh', 'xa phuong', 'ma xa', 'communes', 'provinces', 'wards', 'districts', 'admin']],
]; // prettier-ignore

function guessTheme(words: string): Theme | undefined {
  return themeWords.find(([, phrases]) => says(words, phrases))?.[0];
}
