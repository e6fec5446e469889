import { Outlet, redirect } from 'react-router';
import type { Route } from './+types/console';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { signInAddress } from '../lib/problem.ts';
import { ConsoleFrame } from '../ui/console-frame/console-frame.tsx';

/** Nothing of the console is loaded for who is not signed in. */
export const middleware: Route.MiddlewareFunction[] = [
  ({ request, context }, next) => {
    if (context.get(callerContext).kind === 'anonymous') throw redirect(signInAddress(request));
    return next();
  },
];

export function loader({ request, context }: Route.LoaderArgs) {
  const caller = context.get(callerContext);
  if (caller.kind === 'anonymous') throw redirect(signInAddress(request));
  const services = context.get(servicesContext);
  const workplace = services.nameWorkplace(caller, context.get(languageContext));
  return { caller, workplace, operations: services.maySeeHealth(caller) };
}

export default function Console({ loaderData }: Route.ComponentProps) {
  return (
    <ConsoleFrame {...loaderData}>
      <Outlet />
    </ConsoleFrame>
  );
}
