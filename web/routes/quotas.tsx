import { data, redirect } from 'react-router';
import type { Route } from './+types/quotas';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { QuotasPage } from '../features/quotas/quotas-page.tsx';
import { readField } from '../lib/form.ts';
import { askSignedIn, isDomainError, statusOf } from '../lib/problem.ts';

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const asked = services.listQuotas(context.get(callerContext), context.get(languageContext));
  const chosen = new URL(request.url).searchParams.get('agency') ?? '';
  return { quotas: await askSignedIn(request, asked), chosen };
}

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext);
  const form = await request.formData();
  const agency = readField(form, 'agency').trim();
  const megabytes = readNumber(readField(form, 'megabytes'));
  const waiting = readNumber(readField(form, 'waiting'));
  if (megabytes === undefined || waiting === undefined) return data({ code: 'quota-number' }, { status: 400 });
  try {
    await services.setQuota(context.get(callerContext), agency, {
      mostBytes: megabytes === null ? null : Math.round(megabytes * 1_000_000),
      mostWaiting: waiting === null ? null : Math.round(waiting),
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return data({ code: error.code }, { status: statusOf[error.kind] });
  }
  return redirect('/console/quotas', 303);
}

/** Null where nothing was typed; undefined for what is no number that can be kept. */
function readNumber(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) && number >= 0 && number <= 1_000_000_000 ? number : undefined;
}

export default function Quotas({ loaderData, actionData }: Route.ComponentProps) {
  return <QuotasPage {...loaderData} failure={actionData ?? null} />;
}
