import type { Route } from './+types/receipt';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { ReceiptPage } from '../features/receipt/receipt-page.tsx';
import { askSignedIn } from '../lib/problem.ts';

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const { title, synthetic } = await describeDataset(services, caller, load.dataset, context.get(languageContext));
  const result = load.result && { ...load.result, findings: [] };
  return { load: { ...load, result }, title, synthetic };
}

export default function Receipt({ loaderData }: Route.ComponentProps) {
  return <ReceiptPage {...loaderData} />;
}
