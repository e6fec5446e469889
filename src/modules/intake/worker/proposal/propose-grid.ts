import type { DuckDBConnection } from '@duckdb/node-api';
import type { ContractDraft, DraftField } from '#modules/catalog/offline.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { pairOf } from '../../reading/geo/coordinate-columns.ts';
import { notPersonal, type PersonalProposal } from './personal-clues.ts';

const sampleRows = 1000;

export interface ProposedGrid {
  readonly grid: NonNullable<ContractDraft['grid']>;
  /** Longitude and latitude, which no column holds. */
  readonly fields: readonly DraftField[];
  readonly notes: readonly string[];
}

/**
 * For a table with one northing and one easting of VN-2000: the zone in which its rows lie where they may be, and the fields that
 * get their places in WGS 84. Several zones fit nearly always, as neighbours are 27 km apart: what the rows say of their
 * province decides, then the province's own. Undefined: there are no such columns, or they fit nowhere.
 */
export async function proposeGrid(
  table: TextTable,
  fields: readonly DraftField[],
  connection: DuckDBConnection,
): Promise<ProposedGrid | undefined> {
  const first = soleOf(fields, 'northing');
  const second = soleOf(fields, 'easting');
  const known = fields.some(({ semanticType }) => semanticType === 'latitude' || semanticType === 'longitude');
  if (first === undefined || second === undefined || known) return undefined;
  const cells = table.columns.map((_, column) => `c${column}`);
  const read = await connection.runAndReadAll(
    `select [${cells.join(', ')}] from ${textTableScan(table)} limit ${sampleRows}`,
  );
  // A list of texts in every row.
  const rows = read.getRowsJson().map(([row]) => row as readonly (string | null)[]);
  const pairs = rows.flatMap((row) => {
    const pair = pairOf(row, { first, second, name: '' });
    return pair === undefined ? [] : [pair];
  });
  const [{ recogniseGrid }, { meridianText, provinceMeridians }] = await Promise.all([
    import('#platform/geo/recognise-coordinates.ts'),
    import('#platform/geo/vn2000-zones.ts'),
  ]);
  const found = recogniseGrid(pairs);
  if (found === undefined) return undefined;
  const said = provinceSaid(rows, provinceMeridians);
  const [likeliest] = found.zones;
  const zone = found.zones.find(({ meridian, scale }) => scale === 0.9999 && meridian === said?.meridian) ?? likeliest;
  if (zone === undefined) return undefined;
  const width = zone.scale === 0.9999 ? 3 : 6;
  const others = found.zones.filter((one) => one !== zone && one.scale === 0.9999).slice(0, 4);
  const why = zone.meridian === said?.meridian ? `; dòng ghi «${said.name}»` : found.inProvince ? '; trong tỉnh' : '';
  const also =
    others.length === 0
      ? ''
      : ` Cũng hợp với ${others.map(({ meridian }) => meridianText(meridian)).join(', ')}: cần xác nhận.`;
  const { personal: kind = 'none', mask } = fields[first] ?? {};
  const personal = kind === 'none' ? notPersonal : { personal: kind, ...(mask === undefined ? {} : { mask }) };
  const names = ['kinh_do', 'vi_do'].map((name) => freeName(name, fields));
  return {
    grid: { meridian: zone.meridian, zone: width },
    fields: [
      degrees(
        names[0] ?? '',
        { vi: 'Kinh độ (WGS 84)', en: 'Longitude (WGS 84)' },
        { semanticType: 'longitude', personal },
      ),
      degrees(
        names[1] ?? '',
        { vi: 'Vĩ độ (WGS 84)', en: 'Latitude (WGS 84)' },
        { semanticType: 'latitude', personal },
      ),
    ],
    notes: [
      `Tọa độ VN-2000, kinh tuyến trục ${meridianText(zone.meridian)}, múi ${width}° (${pairs.length} dòng đã thử${why}).${also}`,
    ],
  };
}

function degrees(
  name: string,
  labels: DraftField['labels'],
  { semanticType, personal }: { readonly semanticType: 'latitude' | 'longitude'; readonly personal: PersonalProposal },
): DraftField {
  return {
    name,
    labels,
    aliases: [],
    type: 'number',
    required: false,
    unique: false,
    limits: {},
    semanticType,
    ...personal,
    missing: [],
    examples: [],
    agreement: {},
    notes: ['Tính từ tọa độ VN-2000 của dòng; tệp không có cột này.'],
  };
}

function soleOf(fields: readonly DraftField[], semanticType: DraftField['semanticType']): number | undefined {
  const found = fields.flatMap((field, place) => (field.semanticType === semanticType ? [place] : []));
  return found.length === 1 ? found[0] : undefined;
}

function freeName(name: string, fields: readonly DraftField[]): string {
  const taken = new Set(fields.map((field) => field.name));
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? name : `${name}_${nth}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The province that most rows name in a cell of its own, with its meridian. */
function provinceSaid(rows: readonly (readonly (string | null)[])[], meridians: Readonly<Record<string, number>>) {
  const known = new Map(Object.entries(meridians).map(([name, meridian]) => [foldHeading(name), { name, meridian }]));
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const cell of new Set(row)) {
      if (cell === null || cell.length > 40) continue;
      const province = known.get(foldHeading(cell.replace(/^(?:tỉnh|thành phố|tp\.?)\s+/iu, '')));
      if (province !== undefined) counts.set(province.name, (counts.get(province.name) ?? 0) + 1);
    }
  }
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  const [name, count] = most ?? ['', 0];
  return count * 2 > rows.length ? { name, meridian: meridians[name] } : undefined;
}
