import type { Engine } from '../engine/create-engine.ts';
import type { TextRows } from '../engine/answer-cache.ts';
import { compileQuery, type QuerySource } from './compile-query.ts';
import type { Position } from './keyset.ts';
import type { Query } from './query.ts';

/** A page's records, each with its position. Where one file is likely to hold them all, that one is asked alone first. */
export async function readPage(
  engine: Pick<Engine, 'read'>,
  query: Query,
  source: QuerySource,
  after: Position | undefined,
): Promise<TextRows> {
  const options = { withPosition: true, ...(after === undefined ? {} : { after }) };
  const nearest = compileQuery(query, source, { ...options, nearest: true });
  const found = await engine.read(nearest.sql);
  if (nearest.isPart !== true || found.length === query.limit) return found;
  return engine.read(compileQuery(query, source, options).sql);
}
