import { dirname } from 'node:path';
import type { Ahead } from './read-ahead.ts';
import { withDuckdb } from './with-duckdb.ts';
import type { CheckRequest } from './worker-protocol.ts';

/** A DuckDB that sees the landed file, what stands, what is referred to, and, of a correction, what the loads before left. */
export function withOutcomes<T>(
  request: Pick<CheckRequest, 'file' | 'staging' | 'memoryLimit' | 'current' | 'correction'> &
    Partial<Pick<CheckRequest, 'references' | 'contract'>> & { readonly ahead?: Ahead | undefined },
  work: Parameters<typeof withDuckdb<T>>[1],
): Promise<T> {
  const { base, taken = [] } = request.correction ?? {};
  const referred = (request.references ?? []).flatMap(({ files }) => files);
  const files = [request.file, ...(request.current?.files ?? []), ...taken, ...referred];
  const { folder } = request.ahead ?? {};
  const folders = [...files.map((file) => dirname(file)), ...[base, folder].flatMap((one) => one ?? [])];
  return withDuckdb({ ...request, columns: request.contract?.fields.length ?? 1, folders }, work);
}
