import { z } from 'zod';
import {
  AuthoritativeDefinitions,
  CustomProperties,
  Pricing,
  Role,
  ServiceLevelProperty,
  SupportItem,
  Tags,
  Team,
} from './parts.ts';
import { SchemaObject } from './property.ts';
import { Server } from './server.ts';

/**
 * A document of the Open Data Contract Standard 3.1, structure only: it takes and refuses what the standard's own JSON
 * Schema does. Formats (dates, addresses) are annotations there and are not looked at here either.
 */
export const OdcsDocument = z.strictObject({
  version: z.string(),
  kind: z.literal('DataContract'),
  apiVersion: z.enum(['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0', 'v2.2.2', 'v2.2.1', 'v2.2.0']),
  id: z.string(),
  status: z.string(),
  name: z.string().optional(),
  tenant: z.string().optional(),
  domain: z.string().optional(),
  dataProduct: z.string().optional(),
  tags: Tags.optional(),
  description: z
    .looseObject({
      usage: z.string().optional(),
      purpose: z.string().optional(),
      limitations: z.string().optional(),
      authoritativeDefinitions: AuthoritativeDefinitions.optional(),
      customProperties: CustomProperties.optional(),
    })
    .optional(),
  servers: z.array(Server).optional(),
  schema: z.array(SchemaObject).optional(),
  support: z.array(SupportItem).optional(),
  price: Pricing.optional(),
  team: Team.optional(),
  roles: z.array(Role).optional(),
  slaDefaultElement: z.string().optional(),
  slaProperties: z.array(ServiceLevelProperty).optional(),
  authoritativeDefinitions: AuthoritativeDefinitions.optional(),
  customProperties: CustomProperties.optional(),
  contractCreatedTs: z.string().optional(),
});
export type OdcsDocument = z.infer<typeof OdcsDocument>;
