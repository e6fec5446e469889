import { readdirSync, readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';
import { itWithSamples, sample } from '../../../../../test/support/samples.ts';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { everyKind } from './every-kind.ts';
import { OdcsDocument } from './document.ts';

type Json = Readonly<Record<string, unknown>>;

/** The standard's own schema. Formats are annotations in its dialect, and are not asserted. */
function standard(): ValidateFunction {
  const schema = JSON.parse(readFileSync(sample('odcs', 'odcs-json-schema-v3.1.0.json'), 'utf8')) as Json;
  return new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
}

function examples(): readonly (readonly [name: string, document: Json])[] {
  const folder = sample('odcs', 'examples');
  return readdirSync(folder).map((name) => [name, parse(readFileSync(`${folder}/${name}`, 'utf8')) as Json]);
}

const odd: readonly unknown[] = [
  null, true, 0, -1, 1.5, '', 'a.b', 'schema/a/properties/b', 'date', 'object', 'library', 'custom', 'rowCount', [], ['x'],
  [1, 1], [1, 2], {}, [{ name: 'x' }], [{ property: 'x', value: 1 }],
]; // prettier-ignore
const names = [
  'unknown', 'id', 'name', 'type', 'value', 'metric', 'query', 'engine', 'implementation', 'mustBe', 'mustBeBetween',
  'arguments', 'rule', 'logicalType', 'logicalTypeOptions', 'properties', 'items', 'from', 'to', 'minLength', 'format',
  'customProperties', 'quality', 'required', 'host', 'port', 'location',
]; // prettier-ignore

interface Mutation {
  /** Which of the document's places, as a share of all of them. */
  readonly place: number;
  readonly kind: 'drop' | 'replace' | 'add';
  readonly value: unknown;
  readonly name: string;
}

const mutation = fc.record<Mutation>({
  place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  kind: fc.constantFrom('drop', 'replace', 'add'),
  value: fc.constantFrom(...odd),
  name: fc.constantFrom(...names),
});

/** Every member and item of the document, at any depth. */
function placesOf(document: Record<string, unknown>): readonly Place[] {
  return Object.entries(document).flatMap(([key, inner]) => [
    { holder: document, key },
    // Lists are visited like objects, by their positions.
    ...(typeof inner === 'object' && inner !== null ? placesOf(inner as Record<string, unknown>) : []),
  ]);
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function mutate(document: Json, { place, kind, value, name }: Mutation): Json {
  const copy: Record<string, unknown> = structuredClone(document);
  const places = placesOf(copy);
  const chosen = places[Math.floor(place * places.length)];
  if (chosen !== undefined) change(chosen, kind, value, name);
  return copy;
}

function change({ holder, key }: Place, kind: Mutation['kind'], value: unknown, name: string): void {
  if (kind === 'replace') holder[key] = value;
  else if (kind === 'add') {
    if (Array.isArray(holder)) holder.push(value);
    else holder[name] = value;
  } else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** The document with every kind of everything, cut into small ones: each with one server, check, property or section. */
function smallDocuments(): readonly Json[] {
  const { version, kind, apiVersion, id, status, servers, schema, ...sections } = everyKind;
  const header = { version, kind, apiVersion, id, status };
  const [object] = schema as readonly [Json];
  const { properties, quality, relationships, ...rest } = object;
  const each = (list: unknown) => list as readonly unknown[];
  return [
    ...Object.entries(sections).map(([name, section]) => ({ ...header, [name]: section })),
    ...each(servers).map((server) => ({ ...header, servers: [server] })),
    { ...header, schema: [rest] },
    ...each(properties).map((property) => ({
      ...header,
      schema: [{ name: 'o', properties: [withoutChecks(property)] }],
    })),
    ...each(quality).map((check) => ({ ...header, schema: [{ name: 'o', quality: [check] }] })),
    ...each(relationships).map((relationship) => ({
      ...header,
      schema: [{ name: 'o', relationships: [relationship] }],
    })),
  ];
}

/** Those stand in documents of their own. */
function withoutChecks(property: unknown): Json {
  const { quality: _quality, ...rest } = property as Json;
  return rest;
}

describe('our schema of the standard', () => {
  itWithSamples('takes every example that the standard takes', () => {
    const validate = standard();
    expect(examples().length).toBeGreaterThan(10);
    for (const [name, document] of examples()) {
      expect(OdcsDocument.safeParse(document).success, name).toBe(validate(document));
    }
  });

  itWithSamples('takes a document with every kind of everything', () => {
    expect(standard()(everyKind)).toBe(true);
    expect(OdcsDocument.safeParse(everyKind).error?.issues).toBeUndefined();
  });

  itWithSamples(
    'agrees with the standard on every single change of a small document',
    () => {
      const validate = standard();
      const counts = { taken: 0, refused: 0 };
      const compare = (document: Json) => {
        const expected = validate(document);
        counts[expected ? 'taken' : 'refused'] += 1;
        const { success } = OdcsDocument.safeParse(document);
        if (success !== expected) expect.fail(`${JSON.stringify(document)}: ${JSON.stringify(validate.errors)}`);
      };
      const header = ['version', 'kind', 'apiVersion', 'id', 'status'];
      for (const [index, document] of smallDocuments().entries()) {
        const at = (place: number) => {
          const copy: Record<string, unknown> = structuredClone(document);
          return { copy, place: placesOf(copy)[place] };
        };
        for (const [place, { holder, key }] of placesOf(structuredClone(document)).entries()) {
          if (index > 0 && header.includes(key) && place < header.length) continue;
          const put = (kind: Mutation['kind'], value: unknown, name = '') => {
            const changed = at(place);
            if (changed.place !== undefined) change(changed.place, kind, value, name);
            compare(changed.copy);
          };
          put('drop', undefined);
          for (const value of odd) put('replace', value);
          if (key === Object.keys(holder)[0]) for (const name of names) put('add', 'x', name);
        }
      }
      // Both answers must have been put to the test.
      expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(2_000);
    },
    60_000,
  );

  itWithSamples('agrees with the standard on several changes at once', () => {
    const validate = standard();
    const real = examples().map(([, document]) => document);
    const bases = [...smallDocuments(), ...real.filter((document) => JSON.stringify(document).length < 5_000)];
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.array(mutation, { minLength: 2, maxLength: 3 }), (base, mutations) => {
        const document = mutations.reduce(mutate, base);
        expect(OdcsDocument.safeParse(document).success).toBe(validate(document));
      }),
      { numRuns: lawRuns(1000) },
    );
  });
});
