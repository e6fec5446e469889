import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { agencyKinds, type Agency, type AgencySuccession } from './agency.ts';
import type { AdministrativeUnit } from './unit.ts';

const Code = z
  .string()
  .regex(/^[A-Y]\d{2}(?:\.[A-Z0-9]+)*$/)
  .max(35);
const Day = z.iso.date();
const AgenciesFile = z.strictObject({
  agencies: z.array(
    z.strictObject({
      code: Code,
      kind: z.enum(agencyKinds),
      parent: Code.optional(),
      unit: z.string().optional(),
      vi: z.string(),
      en: z.string(),
      validFrom: Day.optional(),
      validTo: Day.optional(),
    }),
  ),
  successions: z.array(
    z.strictObject({
      from: Code,
      to: Code,
      coverage: z.enum(['full', 'partial']),
      on: Day,
      tasks: z.string().optional(),
      confidence: z.enum(['high', 'medium']),
    }),
  ),
  communeCommittees: z.record(Code, z.string().regex(/^\d{5}$/)),
});

/** The agencies of a pack, in the file's order; the communes' committees take name and period from their `units`. */
export function readAgencies(file: string, units: readonly AdministrativeUnit[]): readonly Agency[] {
  const pack = AgenciesFile.parse(parse(readFileSync(file, 'utf8')));
  const successors = new Map<string, AgencySuccession[]>();
  for (const { from, to, coverage, on, tasks, confidence } of pack.successions) {
    const succession = { to, coverage, on, ...(tasks === undefined ? {} : { tasks }), confidence };
    successors.set(from, [...(successors.get(from) ?? []), succession]);
  }
  const named = pack.agencies.map((entry) => ({
    code: entry.code,
    name: { vi: entry.vi, en: entry.en },
    kind: entry.kind,
    parent: entry.parent ?? null,
    unit: entry.unit ?? null,
    validFrom: entry.validFrom ?? null,
    validTo: entry.validTo ?? null,
    successors: successors.get(entry.code) ?? [],
  }));
  const current = new Map(units.filter((unit) => unit.validTo === null).map((unit) => [unit.code, unit]));
  const committees = Object.entries(pack.communeCommittees).map(([code, unitCode]) => {
    const unit = current.get(unitCode);
    if (unit === undefined) throw new Error(`${file}: ${code} names no commune of today: ${unitCode}`);
    return committee(code, unit, successors.get(code) ?? []);
  });
  return [...named, ...committees];
}

function committee(code: string, unit: AdministrativeUnit, successors: readonly AgencySuccession[]): Agency {
  const vi = unit.name.vi.charAt(0).toLowerCase() + unit.name.vi.slice(1);
  return {
    code,
    name: { vi: `Ủy ban nhân dân ${vi}`, en: `People's Committee of ${unit.name.en}` },
    kind: 'committee',
    parent: code.slice(0, code.lastIndexOf('.')),
    unit: unit.code,
    validFrom: unit.validFrom,
    validTo: unit.validTo,
    successors,
  };
}
