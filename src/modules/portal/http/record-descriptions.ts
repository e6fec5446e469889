import { z } from 'zod';
import { QueryRequest } from '#modules/warehouse/index.ts';
import { answerOf } from '#platform/http/openapi/media.ts';
import type { RouteDescription } from '#platform/http/openapi/route-description.ts';

const query = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});
const header = (name: string, description: string) => ({ ...query(name, description), in: 'header' });

const row = { type: 'object', additionalProperties: true };

/** PostgREST's read dialect, which a route's schema cannot say: every field is a parameter. */
export const recordsDescription: RouteDescription = {
  description:
    'Rows in the read dialect of PostgREST 12. Any field of the dataset is a parameter too, with an operator and a value: `ma_xa=eq.24133`, `so_khau=gte.5`, `ten=ilike.*an*`, `ma=in.(A1,A2)`, `ngay=is.null`, `ten=not.eq.An`.',
  parameters: [
    query('select', 'Fields, in order; `alias:field` gives another name.'),
    query('order', '`field.desc.nullslast`, several by commas.'),
    query('limit', 'Rows at most: 1,000 unless given, 10,000 at most.', { type: 'integer', minimum: 0 }),
    query('offset', 'Rows to pass over.', { type: 'integer', minimum: 0 }),
    query('or', 'Any of these: `(a.eq.1,and(b.gt.2,c.is.null))`.'),
    query('and', 'All of these, written as in `or`.'),
    query('asOf', 'An earlier snapshot in place of the current one.'),
    query('cursor', 'Where the page before ended: out of its `Link`.'),
    {
      ...query('filters', 'A condition on a field, by its name.', {
        type: 'object',
        additionalProperties: { type: 'string' },
      }),
      style: 'form',
      explode: true,
    },
    header('Prefer', '`count=exact` or `count=estimated`: how many there are, in `Content-Range`.'),
    header('Range', 'Rows by their places: `0-99`.'),
  ],
  responses: {
    200: {
      description: 'The rows, or with `Accept: application/vnd.pgrst.object+json` the one row',
      content: { 'application/json': { schema: { type: 'array', items: row } } },
    },
    206: {
      description: 'A part of the rows, of which `Content-Range` says the place',
      content: { 'application/json': { schema: { type: 'array', items: row } } },
    },
  },
};

/** The body is checked by the compiler of queries, which names what is wrong in its own words. */
export const queryDescription: RouteDescription = {
  body: QueryRequest,
  answer: z.object({
    items: z.array(z.record(z.string(), z.unknown())).describe('The rows, or the groups with their aggregates'),
    snapshot: z.string().nullable(),
    truncated: z.boolean().describe('Whether there are more rows than the limit let through'),
  }),
};

const fileTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/json',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/geo+json',
];

export const downloadDescription: RouteDescription = {
  parameters: [
    header('Range', 'Bytes by their places: `bytes=0-1023`.'),
    header('If-None-Match', 'Tags of copies that the asker has.'),
  ],
  responses: { 200: answerOf('The file', ...fileTypes), 206: answerOf('A part of the file', ...fileTypes) },
};
