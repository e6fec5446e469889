import type { Route } from './+types/deliveries';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { DeliveriesPage } from '../features/deliveries/deliveries-page.tsx';
import { deliveryFilters, selectDeliveries } from '../features/deliveries/select-deliveries.ts';
import { askSignedIn } from '../lib/problem.ts';

const longestSearch = 100;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  const query = new URL(request.url).searchParams;
  const period = query.get('period');
  const filter = deliveryFilters.find((one) => one === query.get('state')) ?? 'all';
  const words = (query.get('q') ?? '').slice(0, longestSearch);
  const [{ item }, deliveries] = await Promise.all([
    askSignedIn(request, services.getDatasetPage(caller, params.id, language)),
    askSignedIn(request, services.listDeliveries(caller, params.id, { language, ...(period ? { period } : {}) })),
  ]);
  const items = selectDeliveries(deliveries.items, { filter, words });
  return { item, deliveries: { ...deliveries, items }, filter, words };
}

export default function Deliveries({ loaderData }: Route.ComponentProps) {
  return <DeliveriesPage {...loaderData} />;
}
