import type { CelRule } from './contract.ts';
import { localizedText } from './custom-kinds.ts';
import { readCustomProperties, type Reporting } from './custom-properties.ts';
import { readCel } from './cel-fields.ts';
import type { Quality } from './odcs/quality.ts';
import type { Path } from './problem.ts';
import { readSeverity } from './read-quality.ts';

/** A rule across fields. Undefined where it is so wrong that there is nothing to keep; all of it is reported. */
export function readCelRule(
  quality: Quality,
  path: Path,
  fieldNames: readonly string[],
  reporting: Reporting,
): CelRule | undefined {
  const { report } = reporting;
  const { name, implementation } = quality;
  const custom = readCustomProperties(quality.customProperties, path, ['message'], reporting);
  const message = custom.read('message', localizedText);
  const severity = readSeverity(quality, path, report);
  if (name === undefined || name.trim() === '') {
    report('rule-name-missing', path);
    return undefined;
  }
  if (!/^[\p{L}\p{M}\p{N}_-]+$/u.test(name)) report('rule-name-shape', [...path, 'name'], { found: name });
  if (typeof implementation !== 'string' || implementation.trim() === '') {
    report('rule-not-text', [...path, 'implementation'], { rule: name });
    return undefined;
  }
  const fields = readFields(implementation);
  if (fields === undefined) return undefined;
  return {
    name,
    expression: implementation.trim(),
    fields,
    dimension: quality.dimension ?? 'consistency',
    severity,
    message: message ?? defaultMessage(name, quality.description),
  };

  function readFields(expression: string): readonly string[] | undefined {
    const at = [...path, 'implementation'];
    const rule = name ?? '';
    const cel = readCel(expression);
    if (!cel.ok) {
      report('rule-broken', at, { rule, at: cel.at, detail: cel.detail });
      return undefined;
    }
    const strangers = cel.names.filter((read) => !fieldNames.includes(read));
    for (const found of strangers) {
      report('rule-field-unknown', at, { rule, found, fields: listFields(fieldNames) });
    }
    if (cel.names.length === 0) report('rule-reads-nothing', at, { rule });
    return strangers.length > 0 ? undefined : fieldNames.filter((field) => cel.names.includes(field));
  }
}

function defaultMessage(name: string, description: string | undefined): CelRule['message'] {
  if (description !== undefined && description.trim() !== '') return { vi: description.trim(), en: description.trim() };
  return { vi: `Bản ghi không thoả quy tắc «${name}».`, en: `The record does not satisfy the rule "${name}".` };
}

/** Names for a mend: all of a few, the first of many. */
export function listFields(names: readonly string[]): string {
  return names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')}, …`;
}
