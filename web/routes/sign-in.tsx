import { data, redirect } from 'react-router';
import type { Route } from './+types/sign-in';
import { addressContext, callerContext, servicesContext } from '../context.ts';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { isDomainError } from '../lib/problem.ts';
import { readNext } from '../lib/next-address.ts';

export function loader({ request, context }: Route.LoaderArgs) {
  const next = readNext(request);
  if (context.get(callerContext).kind !== 'anonymous') throw redirect(next);
  return { next };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const email = form.get('email');
  const password = form.get('password');
  if (typeof email !== 'string' || typeof password !== 'string' || !email || !password) {
    return data({ code: 'credentials-missing', email: typeof email === 'string' ? email : '' }, { status: 400 });
  }
  try {
    const address = context.get(addressContext);
    const { setCookie } = await context.get(servicesContext).signIn({ email: email.trim(), password, address });
    return redirect(readNext(request), { headers: { 'set-cookie': setCookie } });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return data({ code: error.code, email }, { status: error.kind === 'limit-exceeded' ? 429 : 401 });
  }
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  return <SignInPage next={loaderData.next} failure={actionData ?? null} />;
}
