import { redirect } from 'react-router';
import type { Route } from './+types/sign-out';
import { servicesContext } from '../context.ts';

export async function action({ request, context }: Route.ActionArgs) {
  const { setCookie } = await context.get(servicesContext).signOut(request.headers.get('cookie') ?? undefined);
  return redirect('/', { headers: { 'set-cookie': setCookie } });
}

/** Opened as a page there is nothing to see. */
export function loader() {
  return redirect('/');
}
