import { z } from 'zod';

/** Small shapes that the Open Data Contract Standard uses in several places. */

/** JSON Schema's `integer`: 3.0 is one, and there is no upper bound. */
export const WholeNumber = z.number().refine(Number.isInteger, { error: 'whole-number' });
export const Count = WholeNumber.min(0);

/** JSON Schema's `object`. */
export const AnyObject = z.record(z.string(), z.unknown());

/** Present, whatever its value; `z.unknown()` alone would take a missing key. */
export const Present = z.unknown().nonoptional();

export const StableId = z.string().regex(/^[A-Za-z0-9_-]+$/);
export const Tags = z.array(z.string());

export const CustomProperty = z.strictObject({
  id: StableId.optional(),
  property: z.string(),
  value: Present,
  description: z.string().optional(),
});
export type CustomProperty = z.infer<typeof CustomProperty>;
export const CustomProperties = z.array(CustomProperty);

export const AuthoritativeDefinitions = z.array(
  z.strictObject({
    id: StableId.optional(),
    url: z.string(),
    type: z.string(),
    description: z.string().optional(),
  }),
);

export const Role = z.strictObject({
  id: StableId.optional(),
  role: z.string(),
  description: z.string().optional(),
  access: z.string().optional(),
  firstLevelApprovers: z.string().optional(),
  secondLevelApprovers: z.string().optional(),
  customProperties: CustomProperties.optional(),
});

export const SupportItem = z.strictObject({
  id: StableId.optional(),
  channel: z.string(),
  url: z.string().optional(),
  description: z.string().optional(),
  tool: z.string().optional(),
  scope: z.string().optional(),
  invitationUrl: z.string().optional(),
  customProperties: CustomProperties.optional(),
});

export const Pricing = z.strictObject({
  id: StableId.optional(),
  priceAmount: z.number().optional(),
  priceCurrency: z.string().optional(),
  priceUnit: z.string().optional(),
});

const TeamMember = z.strictObject({
  id: StableId.optional(),
  username: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  role: z.string().optional(),
  dateIn: z.string().optional(),
  dateOut: z.string().optional(),
  replacedByUsername: z.string().optional(),
  tags: Tags.optional(),
  customProperties: CustomProperties.optional(),
  authoritativeDefinitions: AuthoritativeDefinitions.optional(),
});

const TeamObject = z.strictObject({
  id: StableId.optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  members: z.array(TeamMember).optional(),
  tags: Tags.optional(),
  customProperties: CustomProperties.optional(),
  authoritativeDefinitions: AuthoritativeDefinitions.optional(),
});

/** An object since 3.1; the bare list of members of 3.0 is still read. */
export const Team = z.union([TeamObject, z.array(TeamMember)]);

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const ServiceLevelProperty = z.strictObject({
  id: StableId.optional(),
  property: z.string(),
  value: Scalar,
  valueExt: Scalar.optional(),
  unit: z.string().optional(),
  element: z.string().optional(),
  driver: z.string().optional(),
  description: z.string().optional(),
  scheduler: z.string().optional(),
  schedule: z.string().optional(),
});
export type ServiceLevelProperty = z.infer<typeof ServiceLevelProperty>;
