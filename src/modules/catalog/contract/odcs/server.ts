import { z } from 'zod';
import { CustomProperties, Role, StableId, WholeNumber } from './parts.ts';

const text = z.string();
const maybeText = z.string().optional();
const maybePort = WholeNumber.optional();

/** What each kind of server names beside the common members. */
const furtherServers = {
  athena: { stagingDir: text, schema: text, catalog: maybeText, regionName: maybeText },
  azure: { location: text, format: text, delimiter: maybeText },
  bigquery: { project: text, dataset: text },
  clickhouse: { host: text, port: WholeNumber, database: text },
  cloudsql: { host: text, port: WholeNumber, database: text, schema: text },
  custom: {
    account: maybeText,
    catalog: maybeText,
    database: maybeText,
    dataset: maybeText,
    delimiter: maybeText,
    endpointUrl: maybeText,
    format: maybeText,
    host: maybeText,
    location: maybeText,
    path: maybeText,
    port: maybePort,
    project: maybeText,
    region: maybeText,
    regionName: maybeText,
    schema: maybeText,
    serviceName: maybeText,
    stagingDir: maybeText,
    warehouse: maybeText,
    stream: maybeText,
  },
  databricks: { host: maybeText, catalog: text, schema: text },
  db2: { host: text, port: WholeNumber, database: text, schema: maybeText },
  denodo: { host: text, port: WholeNumber, database: maybeText },
  dremio: { host: text, port: WholeNumber, schema: maybeText },
  duckdb: { database: text, schema: maybeText },
  glue: { account: text, database: text, location: maybeText, format: maybeText },
  hive: { host: text, port: maybePort, database: text },
  impala: { host: text, port: maybePort, database: text },
  informix: { host: text, port: maybePort, database: text },
  kafka: { host: text, format: maybeText },
  kinesis: { region: maybeText, format: maybeText },
  local: { path: text, format: text },
  mysql: { host: text, port: WholeNumber, database: text },
  oracle: { host: text, port: WholeNumber, serviceName: text },
  postgres: { host: text, port: WholeNumber, database: text, schema: text },
  postgresql: { host: text, port: WholeNumber, database: text, schema: text },
  presto: { host: text, catalog: maybeText, schema: maybeText },
  pubsub: { project: text },
  redshift: { host: maybeText, database: text, schema: text, region: maybeText, account: maybeText },
  s3: { location: text, endpointUrl: maybeText, format: maybeText, delimiter: maybeText },
  sftp: { location: z.string().regex(/^sftp:\/\/.*/), format: maybeText, delimiter: maybeText },
  snowflake: { host: maybeText, port: maybePort, account: text, database: text, schema: text, warehouse: maybeText },
  sqlserver: { host: text, port: maybePort, database: text, schema: text },
  synapse: { host: text, port: WholeNumber, database: text },
  trino: { host: text, port: WholeNumber, catalog: text, schema: text },
  vertica: { host: text, port: WholeNumber, database: text, schema: text },
  zen: { host: text, port: maybePort, database: text },
} satisfies Readonly<Record<string, z.core.$ZodLooseShape>>;

function serverOf<const Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
  return z.strictObject({
    id: StableId.optional(),
    server: z.string(),
    type: z.literal(type),
    description: z.string().optional(),
    environment: z.string().optional(),
    roles: z.array(Role).optional(),
    customProperties: CustomProperties.optional(),
    ...shape,
  });
}

export const Server = z.discriminatedUnion('type', [
  serverOf('api', { location: text }),
  ...Object.entries(furtherServers).map(([type, shape]) => serverOf(type, shape)),
]);
