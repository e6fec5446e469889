/**
 * Turns what version 3.0 of the standard wrote otherwise into what 3.1 has, so that one schema reads both. Documents of
 * other versions, and whatever is not as 3.0 has it, come back as they are.
 */
export function upgradeDocument(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { apiVersion, schema } = document;
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('v3.0.') || !Array.isArray(schema)) return document;
  return { ...document, schema: schema.map(upgradeElement) };
}

/** An object or a property. */
function upgradeElement(element: unknown): unknown {
  if (!isObject(element)) return element;
  const upgraded: Record<string, unknown> = { ...element };
  if (Array.isArray(element['quality'])) upgraded['quality'] = element['quality'].map(upgradeQuality);
  if (Array.isArray(element['properties'])) upgraded['properties'] = element['properties'].map(upgradeElement);
  if (element['items'] !== undefined) upgraded['items'] = upgradeElement(element['items']);
  if (isObject(element['logicalTypeOptions']))
    upgraded['logicalTypeOptions'] = upgradeOptions(element['logicalTypeOptions']);
  return upgraded;
}

/** In 3.0 an exclusive bound was a flag beside the bound. */
function upgradeOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const upgraded = { ...options };
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof options[exclusive] !== 'boolean') continue;
    delete upgraded[exclusive];
    if (options[exclusive] && options[bound] !== undefined) {
      upgraded[exclusive] = options[bound];
      delete upgraded[bound];
    }
  }
  return upgraded;
}

const metrics: Readonly<Record<string, string>> = {
  duplicateCount: 'duplicateValues',
  duplicateValues: 'duplicateValues',
  nullCheck: 'nullValues',
  nullValues: 'nullValues',
  validValues: 'invalidValues',
  rowCount: 'rowCount',
};

/** In 3.0 a check of the library was a `rule`, by names of its own, and the permitted values stood beside it. */
function upgradeQuality(quality: unknown): unknown {
  if (!isObject(quality) || quality['metric'] !== undefined || typeof quality['rule'] !== 'string') return quality;
  const metric = metrics[quality['rule']];
  if (metric === undefined || !['library', undefined].includes(quality['type'] as string | undefined)) return quality;
  const { rule: _rule, validValues, ...rest } = quality;
  if (metric !== 'invalidValues') return { ...rest, metric };
  const compared = Object.keys(rest).some((member) => member.startsWith('must'));
  return {
    ...rest,
    metric,
    ...(validValues === undefined ? {} : { arguments: { validValues } }),
    ...(compared ? {} : { mustBe: 0 }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
