import { z } from 'zod';
import { logLevels } from '#platform/log/log.ts';
import { readLimitSettings, readLimitsOf, type ReadLimits } from '#platform/limits/read-limits.ts';
import { readNetworks } from './read-networks.ts';

interface Setting {
  /** As it would be written in the environment; undefined where it is derived or simply absent. */
  readonly default?: string;
  readonly help: string;
  /** Never shown, never logged. */
  readonly secret?: true;
  readonly schema: z.ZodType;
}

const port = z.coerce.number().int().min(0).max(65535);
const bytes = z.coerce.number().int().positive();
const flag = z.enum(['0', '1']).transform((value) => value === '1');

/** Every setting, read from the environment; an empty environment runs. docs/guides/settings.md says the same. */
export const settings = {
  PORT: { default: '3000', schema: port, help: 'Port that the server listens on; 0 takes a free one.' },
  HOST: { default: '127.0.0.1', schema: z.string(), help: 'Address that the server listens on.' },
  DAKLAKE_DATA: { default: './.daklake', schema: z.string(), help: 'Folder of everything that must be kept.' },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    secret: true,
    help: 'A PostgreSQL server (15 or later) in place of the embedded one.',
  },
  DAKLAKE_DEMO: {
    schema: flag,
    help: '1: load the demonstration province. Where absent: 1 in an empty data folder on a loopback address, else 0.',
  },
  DAKLAKE_ORIGIN: {
    schema: z.url({ protocol: /^https?$/ }).transform((value) => new URL(value).origin),
    help: 'Public address; `http://localhost:$PORT` where absent.',
  },
  DAKLAKE_TRUSTED_PROXIES: {
    schema: z.string().transform((text, context) => readNetworks(text, context)),
    help: 'Addresses and networks (`10.0.0.7, 192.168.4.0/24`) of the proxies whose `X-Forwarded-For` counts; none where absent.',
  },
  DAKLAKE_PACKS: { default: './packs', schema: z.string(), help: 'Folder of the province’s packs.' },
  DAKLAKE_SAMPLES: { default: '../shared/data', schema: z.string(), help: 'Where tests and benches find real files.' },
  DAKLAKE_SERVER: { schema: z.url(), help: 'Server that the command line talks to.' },
  DAKLAKE_TOKEN: { schema: z.string(), secret: true, help: 'Token with which the command line talks to it.' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: z.url({ protocol: /^https?$/ }),
    help: 'Collector of OpenTelemetry traces (OTLP over HTTP); where absent, nothing is traced.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    schema: z.string(),
    secret: true,
    help: 'Headers for that collector, as `name=value,…`.',
  },
  DAKLAKE_LOG: { default: 'info', schema: z.enum(logLevels), help: 'Lowest level that is logged.' },
  DAKLAKE_MAX_UPLOAD: { default: '1073741824', schema: bytes, help: 'Largest file taken, in bytes.' },
  DAKLAKE_MAX_ROW: { default: '16777216', schema: bytes, help: 'Longest row taken, in bytes.' },
  DAKLAKE_MAX_COLUMNS: { default: '16384', schema: bytes, help: 'Columns of a table.' },
  DAKLAKE_MAX_TABLES: { default: '2000', schema: bytes, help: 'Tables of one file, as of a dump or a database.' },
  DAKLAKE_MAX_MEMBERS: { default: '5000', schema: bytes, help: 'Files in one archive, and in one drop.' },
  DAKLAKE_MAX_UNPACKED: {
    default: '8589934592',
    schema: bytes,
    help: 'Bytes that everything unpacked from one file may come to.',
  },
  DAKLAKE_MAX_UNPACKED_RATIO: {
    default: '250',
    schema: bytes,
    help: 'Unpacked to packed bytes, past the first 64 MiB: more is taken for a bomb.',
  },
  DAKLAKE_MAX_WORKBOOK: {
    default: '67108864',
    schema: bytes,
    help: 'Unpacked bytes of a workbook that has to be held in memory whole (xls, xlsb, ods, Access).',
  },
  DAKLAKE_MAX_SHARED_TEXT: {
    default: '134217728',
    schema: bytes,
    help: 'Characters of the texts that the cells of an xlsx workbook share.',
  },
  DAKLAKE_MAX_DEPTH: { default: '512', schema: bytes, help: 'How deeply JSON and XML may be nested.' },
  DAKLAKE_LOADS: {
    default: '2',
    schema: z.coerce.number().int().min(1).max(16),
    help: 'Datasets whose loads run beside each other, and processes that work on them.',
  },
  DAKLAKE_LOAD_MEMORY: {
    default: '384MB',
    schema: z.string().regex(/^\d+(MB|GB)$/),
    help: 'Memory of the query engine for all loads together; a large one takes it all, its process about twice that.',
  },
  DAKLAKE_KEY_TABLES_FROM: {
    default: '100000',
    schema: z.coerce.number().int().min(1),
    help: 'Rows from which on a dataset has tables of its keys, for quick look-ups; they take disk and processor time.',
  },
  DAKLAKE_AGENCY_BYTES: {
    schema: bytes,
    help: 'Bytes that an agency may keep: files that its people sent, their rejected rows, snapshots of its datasets; unless it has a quota of its own; no limit where absent.',
  },
  DAKLAKE_AGENCY_LOADS: {
    schema: z.coerce.number().int().min(1),
    help: 'Loads of an agency that may wait, unless it has a quota of its own; no limit where absent.',
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;

/** The settings as values. Derived defaults are filled in, except `demonstration`, which only the first start can decide. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly demonstration: boolean | undefined;
  readonly origin: string;
  readonly trustedProxies: readonly string[];
  readonly packsFolder: string;
  readonly samplesFolder: string;
  readonly server: string | undefined;
  readonly token: string | undefined;
  readonly tracesEndpoint: string | undefined;
  readonly tracesHeaders: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly maxUploadBytes: number;
  readonly readLimits: ReadLimits;
  readonly concurrentLoads: number;
  readonly loadMemory: string;
  readonly keyTablesFrom: number;
  readonly agencyBytes: number | undefined;
  readonly agencyLoads: number | undefined;
}

/** A setting's value cannot be used; the message names every such setting, and no secret's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Value<Name extends SettingName> = z.output<(typeof settings)[Name]['schema']>;

/** An empty value counts as absent. Throws one ConfigError for all settings that cannot be used. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const optional = <Name extends SettingName>(name: Name): Value<Name> | undefined => {
    const setting: Setting = settings[name];
    const text = environment[name] || setting.default;
    if (text === undefined) return undefined;
    const result = setting.schema.safeParse(text);
    // The schema is this very name's.
    if (result.success) return result.data as Value<Name>;
    const reason = result.error.issues[0]?.message ?? '';
    problems.push(`${name}: ${setting.secret ? 'its value' : text} cannot be used (${reason}). ${setting.help}`);
    return undefined;
  };
  // For settings with a default: undefined only after a problem was noted, and then nothing is returned.
  const required = <Name extends SettingName>(name: Name): Value<Name> => optional(name) as Value<Name>;
  for (const name of Object.values(readLimitSettings)) optional(name);
  const config: Omit<Config, 'readLimits'> = {
    port: required('PORT'),
    host: required('HOST'),
    dataFolder: required('DAKLAKE_DATA'),
    databaseUrl: optional('DATABASE_URL'),
    demonstration: optional('DAKLAKE_DEMO'),
    origin: optional('DAKLAKE_ORIGIN') ?? `http://localhost:${required('PORT')}`,
    trustedProxies: optional('DAKLAKE_TRUSTED_PROXIES') ?? [],
    packsFolder: required('DAKLAKE_PACKS'),
    samplesFolder: required('DAKLAKE_SAMPLES'),
    server: optional('DAKLAKE_SERVER'),
    token: optional('DAKLAKE_TOKEN'),
    tracesEndpoint: optional('OTEL_EXPORTER_OTLP_ENDPOINT'),
    tracesHeaders: optional('OTEL_EXPORTER_OTLP_HEADERS'),
    logLevel: required('DAKLAKE_LOG'),
    maxUploadBytes: required('DAKLAKE_MAX_UPLOAD'),
    concurrentLoads: required('DAKLAKE_LOADS'),
    loadMemory: required('DAKLAKE_LOAD_MEMORY'),
    keyTablesFrom: required('DAKLAKE_KEY_TABLES_FROM'),
    agencyBytes: optional('DAKLAKE_AGENCY_BYTES'),
    agencyLoads: optional('DAKLAKE_AGENCY_LOADS'),
  };
  if (problems.length > 0) throw new ConfigError([...new Set(problems)].join('\n'));
  return { ...config, readLimits: readLimitsOf(environment) };
}
