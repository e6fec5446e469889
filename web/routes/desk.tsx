import type { Route } from './+types/desk';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { DeskPage } from '../features/desk/desk-page.tsx';
import { askSignedIn } from '../lib/problem.ts';

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  const desk = await askSignedIn(request, services.getDesk(caller, language));
  const datasets = desk.fillable.map((item) => item.id);
  const deliveries = await askSignedIn(request, services.summarizeDeliveries(caller, datasets, language));
  return { desk, deliveries };
}

export default function DeskRoute({ loaderData }: Route.ComponentProps) {
  return <DeskPage {...loaderData} />;
}
