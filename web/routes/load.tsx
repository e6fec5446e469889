import type { Route } from './+types/load';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { LoadPage } from '../features/loads/load-page.tsx';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { readOffset } from '../lib/paging.ts';
import { askSignedIn } from '../lib/problem.ts';

const pageSize = 50;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const query = new URL(request.url).searchParams;
  const rule = query.get('rule');
  const offset = readOffset(query);
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const [dataset, findings] = await Promise.all([
    describeDataset(services, caller, load.dataset, context.get(languageContext)),
    load.result === null
      ? { items: [], total: 0 }
      : askSignedIn(
          request,
          services.listFindings(caller, load.id, { ...(rule === null ? {} : { rule }), offset, limit: pageSize }),
        ),
  ]);
  // The findings are paged: the sample in the result would only repeat them.
  const result = load.result && { ...load.result, findings: [] };
  return { load: { ...load, result }, dataset, findings, rule, offset, limit: pageSize };
}

export default function Load({ loaderData }: Route.ComponentProps) {
  return <LoadPage {...loaderData} />;
}
