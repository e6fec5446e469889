import { data, redirect } from 'react-router';
import type { Route } from './+types/sign-in';
import { addressContext, callerContext, servicesContext } from '../context.ts';
import { RedeemLinkPage } from '../features/sign-in/redeem-link-page.tsx';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { readField } from '../lib/form.ts';
import { isDomainError, statusOf } from '../lib/problem.ts';
import { readNext } from '../lib/next-address.ts';

/** With `?link=` the page makes the first administrator, whoever is signed in; without it, it signs in. */
export function loader({ request, context }: Route.LoaderArgs) {
  const next = readNext(request);
  const link = readLink(request);
  if (link === null && context.get(callerContext).kind !== 'anonymous') throw redirect(next);
  return { next, link };
}

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext);
  const form = await request.formData();
  const link = readLink(request);
  const email = readField(form, 'email').trim();
  const name = readField(form, 'name').trim();
  const password = readField(form, 'password');
  const typed = { email, name };
  if (!email || !password || (link !== null && !name)) {
    const code = link === null ? 'credentials-missing' : 'person-missing';
    return data({ code, ...typed }, { status: 400 });
  }
  try {
    const { setCookie } = await (link === null
      ? services.signIn({ email, password, address: context.get(addressContext) })
      : services.redeemLink({ link, email, name, password }));
    return redirect(readNext(request), { headers: { 'set-cookie': setCookie } });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return data({ code: error.code, ...typed }, { status: statusOf[error.kind] });
  }
}

function readLink(request: Request): string | null {
  return new URL(request.url).searchParams.get('link') || null;
}

export default function SignIn({ loaderData: { next, link }, actionData }: Route.ComponentProps) {
  const failure = actionData ?? null;
  return link === null ? (
    <SignInPage next={next} failure={failure} />
  ) : (
    <RedeemLinkPage link={link} failure={failure} />
  );
}
