import { z } from 'zod';

/** Of a request that sends a file: whether its crosstabs are read as long tables. */
export const longFormParameter = z
  .enum(['true', 'false'])
  .optional()
  .describe('Years, places or the like in the headings become rows; without it, where the contract asks for that');
