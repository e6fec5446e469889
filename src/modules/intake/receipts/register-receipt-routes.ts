import { z } from 'zod';
import { ReceiptView } from '#api/receipts.ts';
import type { Http } from '#platform/http/create-http.ts';
import { languageOf } from '#platform/http/language.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { findReceipt, type ReceiptDeps } from './find-receipt.ts';

/** Anybody who holds a receipt can ask whether it is genuine. */
export function registerReceiptRoutes(app: Http, deps: ReceiptDeps): void {
  app.get(
    '/api/v1/receipts/:code',
    {
      schema: {
        summary: 'What a receipt says, by its code',
        tags: ['loads'],
        params: z.object({ code: z.string().max(200) }),
        querystring: z.object({ lang: z.string().optional() }),
        response: { 200: ReceiptView, ...problemResponses(401, 404) },
      },
    },
    (request) => findReceipt(deps, request.caller, request.params.code, languageOf(request)),
  );
}
