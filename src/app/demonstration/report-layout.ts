/** What an office writes around a table. */
export interface ReportOptions {
  readonly committee: string;
  readonly title: string;
  /** Heading and rows. */
  readonly table: readonly (readonly string[])[];
  /** Sums by column index. */
  readonly totals: { readonly label: string; readonly sums: ReadonlyMap<number, string> };
  readonly signature: readonly [left: string, right: string];
}

export interface Report {
  readonly rows: readonly (readonly string[])[];
  /** 1-based place of the first row under the heading. */
  readonly firstRow: number;
}

/** A sheet as it is printed and signed: letterhead and title above the table, totals and signatures below it. */
export function layOutReport(options: ReportOptions): Report {
  const width = options.table[0]?.length ?? 0;
  const line = (cells: ReadonlyMap<number, string>): readonly string[] =>
    Array.from({ length: width }, (_, column) => cells.get(column) ?? '');
  const right = width - 4;
  const above = [
    line(
      new Map([
        [0, options.committee],
        [right, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ]),
    ),
    line(new Map([[right, 'Độc lập - Tự do - Hạnh phúc']])),
    line(new Map()),
    line(new Map([[4, options.title]])),
    line(new Map()),
  ];
  const below = [
    line(new Map([[0, options.totals.label], ...options.totals.sums])),
    line(new Map()),
    line(
      new Map([
        [1, options.signature[0]],
        [right, options.signature[1]],
      ]),
    ),
    line(
      new Map([
        [1, '(Ký, ghi rõ họ tên)'],
        [right, '(Ký, đóng dấu)'],
      ]),
    ),
  ];
  return { rows: [...above, ...options.table, ...below], firstRow: above.length + 2 };
}
