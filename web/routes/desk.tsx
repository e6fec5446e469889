import type { Route } from './+types/desk';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { DeskPage } from '../features/desk/desk-page.tsx';
import { askSignedIn } from '../lib/problem.ts';

export function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  return askSignedIn(request, services.getDesk(context.get(callerContext), context.get(languageContext)));
}

export default function DeskRoute({ loaderData }: Route.ComponentProps) {
  return <DeskPage desk={loaderData} />;
}
