import type { Route } from './+types/health';
import { callerContext, servicesContext } from '../context.ts';
import { HealthPage } from '../features/health/health-page.tsx';
import { askSignedIn } from '../lib/problem.ts';

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  return { health: await askSignedIn(request, services.getHealth(context.get(callerContext))) };
}

export default function Health({ loaderData }: Route.ComponentProps) {
  return <HealthPage {...loaderData} />;
}
