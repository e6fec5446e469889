import { data, redirect } from 'react-router';
import type { Route } from './+types/mend';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { MendPage, nothingChosen, nothingSent, type MendFailure } from '../features/mending/mend-page.tsx';
import { longestForm, readMendedRows, readSuggestions } from '../features/mending/sent-form.ts';
import { readField } from '../lib/form.ts';
import { readOffset } from '../lib/paging.ts';
import { askSignedIn, isDomainError, statusOf } from '../lib/problem.ts';

const pageSize = 50;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const query = new URL(request.url).searchParams;
  const rule = query.get('rule');
  const offset = readOffset(query);
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const [page, dataset, sent] = await Promise.all([
    askSignedIn(
      request,
      services.getMendPage(caller, load.id, { ...(rule === null ? {} : { rule }), offset, limit: pageSize }),
    ),
    describeDataset(services, caller, load.dataset, context.get(languageContext)),
    findSent(query.get('sent')),
  ]);
  const result = load.result && { ...load.result, findings: [] };
  const error = query.get('error');
  return {
    load: { ...load, result },
    page,
    dataset,
    sent,
    rule,
    offset,
    // A file sent by a plain form comes back here with what was wrong with it.
    failure: error === null ? null : ({ code: error, words: null } satisfies MendFailure),
  };

  async function findSent(id: string | null) {
    if (id === null) return null;
    const found = await services.getLoad(caller, id).catch((fault: unknown) => {
      if (isDomainError(fault)) return null;
      throw fault;
    });
    if (found?.corrects !== load.id) return null;
    return { ...found, result: found.result && { ...found.result, findings: [] } };
  }
}

/** Sends mended rows, or suggestions for all rows alike; then back to the page, to see what comes of them. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  if (!(Number(request.headers.get('content-length') ?? Infinity) <= longestForm)) {
    return data({ code: 'too-large', words: null }, { status: 413 });
  }
  try {
    // Nobody's form is read before it is known that there is such a load for him.
    await services.getLoad(caller, params.id);
    const form = await request.formData();
    const alike = form.has('suggestion') || readField(form, 'intent') === 'alike';
    const sent = alike ? await take(readSuggestions(form)) : await correct(readMendedRows(form));
    if (sent === undefined) return data({ code: alike ? nothingChosen : nothingSent, words: null }, { status: 422 });
    const { searchParams } = new URL(request.url);
    const rule = searchParams.get('rule');
    const query = new URLSearchParams({ ...(rule === null ? {} : { rule }), sent });
    return redirect(`/console/loads/${params.id}/mend?${query}`, 303);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const message: unknown = error.members['message'];
    return data({ code: error.code, words: wordsOf(message, language) }, { status: statusOf[error.kind] });
  }

  async function take(taken: ReturnType<typeof readSuggestions>) {
    return taken.length === 0 ? undefined : services.takeSuggestions(caller, params.id, taken);
  }
  async function correct(rows: ReturnType<typeof readMendedRows>) {
    return rows.length === 0 ? undefined : services.correctRows(caller, params.id, rows);
  }
}

/** A refusal's own text for people, where it has one. */
function wordsOf(message: unknown, language: 'vi' | 'en'): string | null {
  if (typeof message !== 'object' || message === null || !(language in message)) return null;
  const words: unknown = Object.entries(message).find(([key]) => key === language)?.[1];
  return typeof words === 'string' ? words : null;
}

export default function Mend({ loaderData, actionData }: Route.ComponentProps) {
  return <MendPage {...loaderData} failure={actionData ?? loaderData.failure} />;
}
