import { z } from 'zod';
import { CustomProperties } from './parts.ts';

/** `table.column` by names, or `section/id/properties/id` by ids, that one optionally behind an address of a file. */
const Reference = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$|^(?:(?:https?:\/\/)?[A-Za-z0-9._\-/]+\.yaml#)?\/?[A-Za-z_][A-Za-z0-9_]*\/[A-Za-z0-9_-]+(?:\/[A-Za-z_][A-Za-z0-9_]*\/[A-Za-z0-9_-]+)*$/,
  );
const References = z.union([Reference, z.array(Reference).min(1)]);

const common = { type: z.literal('foreignKey').optional(), customProperties: CustomProperties.optional() };

/** On a property, which is where it starts from. */
export const PropertyRelationship = z.strictObject({ ...common, to: References });

/** On an object: from one to one, or from several to as many. */
export const ObjectRelationship = z
  .strictObject({ ...common, from: References, to: References })
  .refine(({ from, to }) => Array.isArray(from) === Array.isArray(to), { error: 'both-lists' });
