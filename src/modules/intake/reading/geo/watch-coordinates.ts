import type { Pair } from '#platform/geo/recognise-coordinates.ts';
import type { Cell, ReadWarning } from '../read-outcome.ts';
import type { Destination } from '../reader.ts';
import { coordinateColumns, pairOf, type CoordinateColumns } from './coordinate-columns.ts';

/** Rows that are looked at. */
const sampleRows = 1000;

interface Watched {
  readonly columns: CoordinateColumns;
  readonly pairs: Pair[];
}

/** Hands tables on as they are and notices columns with coordinates of VN-2000, which nobody can tell from a file's words. */
export function watchCoordinates<T>(
  destination: Destination<T>,
  onWarning: (warning: ReadWarning) => void,
): Destination<T> {
  const tell = async (table: string | null, watched: readonly Watched[]): Promise<void> => {
    for (const { columns, pairs } of watched) {
      if (pairs.length === 0) continue;
      const [{ recogniseGrid }, { gridRecognised }] = await Promise.all([
        import('#platform/geo/recognise-coordinates.ts'),
        import('./geo-warnings.ts'),
      ]);
      const grid = recogniseGrid(pairs);
      const cells = table === null ? columns.name : `«${table}» (${columns.name})`;
      if (grid !== undefined) onWarning(gridRecognised(grid, cells));
    }
  };
  return {
    ...destination,
    open: async (turns) => {
      const opened = await destination.open(turns);
      let watched: readonly Watched[] = [];
      let rows = 0;
      return {
        ...opened,
        sink: {
          ...opened.sink,
          begin: (columns) => {
            watched = watch(columns);
            opened.sink.begin(columns);
          },
          write: (row, cells, shape) => {
            if (watched.length > 0 && rows++ < sampleRows) gather(watched, cells);
            opened.sink.write(row, cells, shape);
          },
        },
        close: async (table) => {
          await tell(table.name, watched);
          return opened.close(table);
        },
      };
    },
    inPlace: async (table, storage, firstRows) => {
      const watched = watch(table.columns);
      if (watched.length > 0) {
        for (const { cells } of await firstRows(sampleRows)) gather(watched, cells);
        await tell(table.name, watched);
      }
      return destination.inPlace(table, storage, firstRows);
    },
  };
}

function watch(columns: readonly string[]): readonly Watched[] {
  return coordinateColumns(columns).map((found) => ({ columns: found, pairs: [] }));
}

function gather(watched: readonly Watched[], cells: readonly Cell[]): void {
  for (const { columns, pairs } of watched) {
    const pair = pairOf(cells, columns);
    if (pair !== undefined) pairs.push(pair);
  }
}
