import { z } from 'zod';
import type { Http } from '#platform/http/create-http.ts';
import { languageOf } from '#platform/http/language.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { listDeliveries, type DeliveriesDeps } from './list-deliveries.ts';
import { deliveryStates } from './unit-state.ts';

const Item = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  expected: z.boolean().describe('False: rows of a unit that there is not, or no longer'),
  state: z
    .enum(deliveryStates)
    .describe(
      'held: its newest delivery waits for a decision; rejected-rows: some of its rows were left out and are not mended; ' +
        'late: nothing, or nothing new, by the day that the contract promises; missing: nothing yet',
    ),
  rows: z.number().int(),
  load: z.string().nullable().describe('Its newest delivery; null for whoever may not see it'),
  at: z.string().nullable(),
  open: z.number().int().nullable().describe('Rows left out and not mended; null for whoever may not see loads'),
});

const Answer = z.object({
  unitField: z.string(),
  period: z
    .object({
      field: z.string(),
      value: z.string().nullable().describe('The one that the answer is about; null: there is none yet'),
      values: z.array(z.string()).describe('Those with rows, newest first'),
    })
    .nullable(),
  delivered: z.number().int(),
  expected: z.number().int(),
  items: z.array(Item),
});

/** Who has delivered to a dataset that communes fill, and who has not. */
export function registerDeliveryRoutes(app: Http, deps: DeliveriesDeps): void {
  app.get(
    '/api/v1/datasets/:id/deliveries',
    {
      schema: {
        summary: 'Who has delivered to a dataset, and who has not',
        tags: ['datasets'],
        params: z.object({ id: z.string().max(100) }),
        querystring: z.object({
          period: z
            .string()
            .max(100)
            .optional()
            .describe('Unless given, the newest with rows; 400 for one that the dataset does not know'),
          lang: z.string().optional(),
        }),
        response: { 200: Answer, ...problemResponses(400, 401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { period } = request.query;
      const found = await listDeliveries(deps, request.caller, request.params.id, {
        language: languageOf(request),
        ...(period === undefined || period === '' ? {} : { period }),
      });
      return {
        ...found,
        period: found.period === null ? null : { ...found.period, values: [...found.period.values] },
        items: [...found.items],
      };
    },
  );
}
