import { z } from 'zod';
import {
  AuthoritativeDefinitions,
  Count,
  CustomProperties,
  StableId,
  Tags,
  WholeNumber,
  type CustomProperty,
} from './parts.ts';
import { Quality } from './quality.ts';
import { ObjectRelationship, PropertyRelationship } from './relationship.ts';

const elementShape = {
  id: StableId.optional(),
  physicalType: z.string().optional(),
  description: z.string().optional(),
  businessName: z.string().optional(),
  authoritativeDefinitions: AuthoritativeDefinitions.optional(),
  tags: Tags.optional(),
  customProperties: CustomProperties.optional(),
};

const propertyShape = {
  ...elementShape,
  primaryKey: z.boolean().optional(),
  primaryKeyPosition: WholeNumber.optional(),
  physicalName: z.string().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  partitioned: z.boolean().optional(),
  partitionKeyPosition: WholeNumber.optional(),
  classification: z.string().optional(),
  encryptedName: z.string().optional(),
  transformSourceObjects: z.array(z.string()).optional(),
  transformLogic: z.string().optional(),
  transformDescription: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  criticalDataElement: z.boolean().optional(),
  relationships: z.array(PropertyRelationship).optional(),
  quality: z.array(Quality).optional(),
};

const dateOptions = {
  format: z.string().optional(),
  minimum: z.string().optional(),
  exclusiveMinimum: z.string().optional(),
  maximum: z.string().optional(),
  exclusiveMaximum: z.string().optional(),
};
const timeOptions = { ...dateOptions, timezone: z.boolean().optional(), defaultTimezone: z.string().optional() };
const numberOptions = {
  multipleOf: z.number().positive().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
};
const wholeFormats = ['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128'] as const;

/** What `logicalTypeOptions` may hold, by logical type. Without a type every restriction applies, so nothing may stand there. */
const optionShapes = {
  string: {
    minLength: Count.optional(),
    maxLength: Count.optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
  },
  date: dateOptions,
  timestamp: timeOptions,
  time: timeOptions,
  integer: { ...numberOptions, format: z.enum(wholeFormats).optional() },
  number: { ...numberOptions, format: z.enum(['f32', 'f64']).optional() },
  object: {
    minProperties: Count.optional(),
    maxProperties: Count.optional(),
    required: z
      .array(z.string())
      .min(1)
      .refine((names) => new Set(names).size === names.length, { error: 'no-repeats' })
      .optional(),
  },
  array: { minItems: Count.optional(), maxItems: Count.optional(), uniqueItems: z.boolean().optional() },
};

/** The same nine kinds with a name that is needed (a property) or not (an array's items). */
function propertyOf<N extends z.ZodType>(name: N) {
  const base = { name, ...propertyShape };
  const typed = <T extends keyof typeof optionShapes>(type: T) => ({
    ...base,
    logicalType: z.literal(type),
    logicalTypeOptions: z.strictObject(optionShapes[type]).optional(),
  });
  return z.discriminatedUnion('logicalType', [
    z.strictObject(typed('string')),
    z.strictObject(typed('date')),
    z.strictObject(typed('timestamp')),
    z.strictObject(typed('time')),
    z.strictObject(typed('integer')),
    z.strictObject(typed('number')),
    z.strictObject({
      ...base,
      logicalType: z.literal('boolean'),
      logicalTypeOptions: z.record(z.string(), z.unknown()).optional(),
    }),
    z.strictObject({
      ...typed('object'),
      get properties() {
        return z.array(Property).optional();
      },
    }),
    z.strictObject({
      ...typed('array'),
      get items() {
        return PropertyItems.optional();
      },
    }),
    z.strictObject({
      ...base,
      logicalType: z.undefined().optional(),
      logicalTypeOptions: z.strictObject({}).optional(),
      get properties() {
        return z.array(Property).optional();
      },
      get items() {
        return PropertyItems.optional();
      },
    }),
  ]);
}

export const Property: z.ZodType<Property> = propertyOf(z.string());
const PropertyItems: z.ZodType<unknown> = propertyOf(z.string().optional());

/** The members that a contract is read from, of whichever kind the property is. */
export interface Property {
  readonly name: string;
  readonly logicalType?: keyof typeof optionShapes | 'boolean' | undefined;
  readonly logicalTypeOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly physicalName?: string | undefined;
  readonly physicalType?: string | undefined;
  readonly businessName?: string | undefined;
  readonly description?: string | undefined;
  readonly primaryKey?: boolean | undefined;
  readonly primaryKeyPosition?: number | undefined;
  readonly required?: boolean | undefined;
  readonly unique?: boolean | undefined;
  readonly examples?: readonly unknown[] | undefined;
  readonly customProperties?: readonly CustomProperty[] | undefined;
  readonly relationships?: readonly z.infer<typeof PropertyRelationship>[] | undefined;
  readonly quality?: readonly Quality[] | undefined;
}

export const SchemaObject = z.strictObject({
  ...elementShape,
  name: z.string(),
  logicalType: z.literal('object').optional(),
  physicalName: z.string().optional(),
  dataGranularityDescription: z.string().optional(),
  properties: z.array(Property).optional(),
  relationships: z.array(ObjectRelationship).optional(),
  quality: z.array(Quality).optional(),
});
