import type { Route } from './+types/dataset';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { DatasetPageView } from '../features/dataset/dataset-page.tsx';
import { findChart } from '../features/dataset/find-chart.ts';
import { ask } from '../lib/problem.ts';

const rowsShown = 20;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { searchParams, origin } = new URL(request.url);
  const asOf = searchParams.get('asOf') ?? undefined;
  const services = context.get(servicesContext);
  const page = await ask(
    services.getDatasetPage(context.get(callerContext), params.id, context.get(languageContext), asOf),
  );
  // The chart may need every row of a small dataset; the page itself, and what a script repeats of it, only the first.
  const rows = page.rows.kind === 'shown' ? { ...page.rows, rows: page.rows.rows.slice(0, rowsShown) } : page.rows;
  return { page: { ...page, rows }, chart: findChart(page) ?? null, origin };
}

export default function Dataset({ loaderData }: Route.ComponentProps) {
  return <DatasetPageView {...loaderData} />;
}
