/** A small contract as JSON: `fields` are ODCS properties, `facts` our own properties, `object` goes to the schema's object. */
export interface MadeContract {
  readonly id?: string;
  readonly version?: string;
  readonly fields: readonly Readonly<Record<string, unknown>>[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly object?: Readonly<Record<string, unknown>>;
  readonly document?: Readonly<Record<string, unknown>>;
}

export function makeContract({ id = 'thu', version = '1.0.0', fields, facts, object, document }: MadeContract): string {
  const declared = { 'daklake.owner': 'H15.05', 'daklake.access': 'open', ...facts };
  return JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id,
    version,
    status: 'active',
    name: id,
    customProperties: customProperties(declared),
    ...document,
    schema: [{ name: id, properties: fields, ...object }],
  });
}

/** `{a: 1}` as the standard writes it: `[{property: 'a', value: 1}]`. */
export function customProperties(facts: Readonly<Record<string, unknown>>) {
  return Object.entries(facts).map(([property, value]) => ({ property, value }));
}
