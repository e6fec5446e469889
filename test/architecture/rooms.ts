/** Which rooms a room may use; the same table as in ARCHITECTURE.md. A room that does not exist yet has its place already. */
export const mayUse: Readonly<Record<string, readonly string[]>> = {
  directory: [],
  dictionary: ['directory'],
  access: ['directory'],
  ledger: [],
  catalog: ['directory', 'dictionary', 'access'],
  warehouse: [],
  quality: ['dictionary', 'catalog', 'warehouse'],
  intake: ['directory', 'dictionary', 'catalog', 'quality', 'warehouse', 'access'],
  exchange: ['directory', 'catalog', 'warehouse', 'access'],
  portal: ['directory', 'dictionary', 'catalog', 'warehouse', 'quality', 'access'],
  work: ['directory', 'access'],
  indicators: ['dictionary', 'catalog', 'warehouse'],
  telemetry: ['catalog', 'warehouse'],
  assistant: ['catalog', 'indicators'],
};
