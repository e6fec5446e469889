import { readFileSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import { compareCells, type Corpus, type CorpusCase, type CorpusReading, type Judgement } from './corpus.ts';
import { parseCsv } from './parse-csv.ts';
import { unzipped } from './unzipped.ts';

/** Years as columns, under a preamble, in archives, with a thousand columns; and tables that are long already. */
export const corpus: Corpus = {
  name: 'worldbank-undp',
  bound: 0.99,
  unit: 'cells',
  cases: () => [
    ...['co2_emissions.zip', 'gdp_growth.zip', 'pop_growth.zip'].map(archive),
    ...['wb_SI_POV_GINI.json', 'wb_fertility_rate.json', 'wb_population_density.json'].map(answer),
    humanDevelopment,
    ...['meteo_by_province_2008_2017.csv', 'meteo_monthly_67_stations.csv', 'stations.csv'].map(longAlready),
  ],
};

type ReadTable = Extract<CorpusReading, { readonly kind: 'read' }>['outcome']['tables'][number];
type Rows = readonly (readonly string[])[];

/** Three tables: the indicator, the figures under four lines of preamble, the countries. The figures also long. */
function archive(name: string): CorpusCase {
  const path = sample('worldbank-undp', name);
  return {
    name,
    judge: async (read) => {
      const reading = await read(path, { longForm: true });
      if (reading.kind !== 'read') return { right: 0, total: 1, differs: reading.message };
      const truths = unzipped(readFileSync(path)).map(({ text }) => parseCsv(text));
      const judged = truths.map((rows, at) => {
        const figures = rows[0]?.[0] === 'Data Source';
        return judge(
          figures ? turned(rows.slice(rows.findIndex((cells) => cells.length > 4))) : rows,
          reading.outcome.tables[at],
        );
      });
      return together(judged);
    },
  };
}

/** Whatever is below a year is a row. */
function turned([heading = [], ...rows]: Rows): Rows {
  return [
    [...heading.slice(0, 4), 'Năm', 'Giá trị', 'Trạng thái'],
    ...rows.flatMap((cells) =>
      heading.flatMap((year, at) =>
        at < 4 || year === '' || (cells[at] ?? '') === '' ? [] : [[...cells.slice(0, 4), year, cells[at] ?? '', '']],
      ),
    ),
  ];
}

/** What the API says of the page, then its records. */
function answer(name: string): CorpusCase {
  const path = sample('worldbank-undp', name);
  return {
    name,
    judge: async (read) => {
      const reading = await read(path);
      if (reading.kind !== 'read') return { right: 0, total: 1, differs: reading.message };
      // The shape of these three files.
      const [, { value: records }] = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as [
        unknown,
        { readonly value: readonly Readonly<Record<string, unknown>>[] },
      ];
      const columns = reading.outcome.tables[0]?.columns ?? [];
      const said = (record: Readonly<Record<string, unknown>>, column: string): string => {
        const [first = '', second] = column.split('.');
        const value =
          second === undefined ? record[first] : (record[first] as Readonly<Record<string, unknown>>)[second];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      };
      return judge(
        [columns, ...records.map((record) => columns.map((column) => said(record, column)))],
        reading.outcome.tables[0],
      );
    },
  };
}

/** `hdi_1990` is the index «hdi» of 1990. */
const humanDevelopment: CorpusCase = {
  name: 'undp_hdr_data.csv',
  judge: async (read) => {
    const path = sample('worldbank-undp', 'undp_hdr_data.csv');
    const reading = await read(path, { longForm: true });
    if (reading.kind !== 'read') return { right: 0, total: 1, differs: reading.message };
    // Windows-1252, as the name of Côte d'Ivoire shows.
    const [heading = [], ...rows] = parseCsv(readFileSync(path, 'latin1'));
    const named = heading.map((name) => /^(.*)_(\d{4})$/.exec(name));
    const truth = rows.flatMap((cells) =>
      named.flatMap((name, at) =>
        name === null || (cells[at] ?? '') === ''
          ? []
          : [[...cells.slice(0, 4), name[2] ?? '', name[1] ?? '', cells[at] ?? '', '']],
      ),
    );
    return judge(
      [[...heading.slice(0, 4), 'Năm', 'Chỉ tiêu', 'Giá trị', 'Trạng thái'], ...truth],
      reading.outcome.tables[0],
    );
  },
};

function longAlready(name: string): CorpusCase {
  const path = sample('climate-imhen', name);
  return {
    name,
    judge: async (read) => {
      const reading = await read(path, { longForm: true });
      if (reading.kind !== 'read') return { right: 0, total: 1, differs: reading.message };
      return judge(parseCsv(readFileSync(path, 'utf8')), reading.outcome.tables[0]);
    },
  };
}

function judge(truth: Rows, table: ReadTable | undefined): Judgement {
  return compareCells(truth, table === undefined ? [] : [table.columns, ...table.rows]);
}

function together(judged: readonly Judgement[]): Judgement {
  const differs = judged.find((one) => one.differs !== undefined)?.differs;
  return {
    right: judged.reduce((sum, { right }) => sum + right, 0),
    total: judged.reduce((sum, { total }) => sum + total, 0),
    ...(differs === undefined ? {} : { differs }),
  };
}
