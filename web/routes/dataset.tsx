import type { Route } from './+types/dataset';
import { languageContext, callerContext, originContext, servicesContext } from '../context.ts';
import { DatasetPageView } from '../features/dataset/dataset-page.tsx';
import { findChart } from '../features/dataset/find-chart.ts';
import { summarizeDeliveries } from '../features/deliveries/summarize-deliveries.ts';
import { presentDataset } from '../features/dataset/shown-dataset.ts';
import { ask, unlessRefused } from '../lib/problem.ts';

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const asOf = new URL(request.url).searchParams.get('asOf') ?? undefined;
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  const page = await ask(services.getDatasetPage(caller, params.id, language, asOf));
  const filled = page.about.unitField !== null && page.rows.kind === 'shown' && asOf === undefined;
  const deliveries = filled ? await unlessRefused(services.listDeliveries(caller, params.id, { language })) : null;
  // The chart may need every row of a small dataset, the page only the first.
  return {
    page: presentDataset(page, language),
    chart: findChart(page) ?? null,
    deliveries: deliveries && summarizeDeliveries(deliveries),
    origin: context.get(originContext),
  };
}

export default function Dataset({ loaderData }: Route.ComponentProps) {
  return <DatasetPageView {...loaderData} />;
}
