import { z } from 'zod';
import { AnyObject, AuthoritativeDefinitions, CustomProperties, Present, StableId, Tags } from './parts.ts';

const NumberPair = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low !== high, { error: 'two-different-numbers' });

const operators = {
  mustBe: Present.optional(),
  mustNotBe: Present.optional(),
  mustBeGreaterThan: z.number().optional(),
  mustBeGreaterOrEqualTo: z.number().optional(),
  mustBeLessThan: z.number().optional(),
  mustBeLessOrEqualTo: z.number().optional(),
  mustBeBetween: NumberPair.optional(),
  mustNotBeBetween: NumberPair.optional(),
};
const operatorNames = Object.keys(operators);

/** Members that belong to one kind of check, with those that it cannot do without. */
const kinds = {
  library: { needs: ['metric'], allows: ['metric', 'rule', 'arguments', ...operatorNames], compares: true },
  sql: { needs: ['query'], allows: ['query', ...operatorNames], compares: true },
  custom: { needs: ['engine', 'implementation'], allows: ['engine', 'implementation'], compares: false },
} as const;
const membersOfKinds = new Set<string>(Object.values(kinds).flatMap((kind) => kind.allows));

/** A check of the standard: a text, a metric of its library, an SQL query, or one for a named engine. */
export const Quality = z
  .strictObject({
    id: StableId.optional(),
    type: z.enum(['text', 'library', 'sql', 'custom']).optional(),
    name: z.string().optional(),
    description: z.string().optional(),
    dimension: z
      .enum(['accuracy', 'completeness', 'conformity', 'consistency', 'coverage', 'timeliness', 'uniqueness'])
      .optional(),
    severity: z.string().optional(),
    businessImpact: z.string().optional(),
    method: z.string().optional(),
    unit: z.string().optional(),
    schedule: z.string().optional(),
    scheduler: z.string().optional(),
    tags: Tags.optional(),
    authoritativeDefinitions: AuthoritativeDefinitions.optional(),
    customProperties: CustomProperties.optional(),
    metric: z.enum(['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount']).optional(),
    rule: z.string().optional(),
    arguments: AnyObject.optional(),
    query: z.string().optional(),
    engine: z.string().optional(),
    implementation: z.union([z.string(), AnyObject]).optional(),
    ...operators,
  })
  .superRefine((quality, context) => {
    const present = new Set(Object.keys(quality));
    const applied = kindsOf(quality).map((kind) => kinds[kind]);
    for (const kind of applied) {
      for (const need of kind.needs) {
        if (!present.has(need)) context.addIssue({ code: 'custom', path: [need], params: { problem: 'missing' } });
      }
    }
    const allowed = new Set<string>(applied.flatMap((kind) => [...kind.allows]));
    const strays = [...present].filter((member) => membersOfKinds.has(member) && !allowed.has(member));
    if (strays.length > 0) context.addIssue({ code: 'unrecognized_keys', keys: strays, input: quality });
    if (applied.some((kind) => kind.compares) && operatorNames.filter((name) => present.has(name)).length !== 1) {
      context.addIssue({ code: 'custom', params: { problem: 'one-operator' } });
    }
  });
export type Quality = z.infer<typeof Quality>;

/** A check with a `metric` is one of the library, whatever else its type makes it. */
function kindsOf(quality: {
  readonly type?: string | undefined;
  readonly metric?: string | undefined;
}): readonly (keyof typeof kinds)[] {
  const found = new Set<keyof typeof kinds>();
  if (quality.metric !== undefined || quality.type === 'library') found.add('library');
  if (quality.type === 'sql' || quality.type === 'custom') found.add(quality.type);
  return [...found];
}
