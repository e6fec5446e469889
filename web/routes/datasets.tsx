import type { DatasetSearch } from '#api/web-services.ts';
import type { Route } from './+types/datasets';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { DatasetsPage } from '../features/datasets/datasets-page.tsx';
import { readOffset } from '../lib/paging.ts';
import { ask } from '../lib/problem.ts';

const pageSize = 20;

export async function loader({ request, context }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams;
  const offset = readOffset(query);
  const chosen: Pick<DatasetSearch, 'q' | 'theme' | 'agency' | 'access' | 'sort'> = Object.fromEntries(
    ['q', 'theme', 'agency', 'access', 'sort'].flatMap((name) => {
      const value = query.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const search = { ...chosen, offset, limit: pageSize };
  const services = context.get(servicesContext);
  const result = await ask(services.searchDatasets(context.get(callerContext), search, context.get(languageContext)));
  return { chosen, result, offset, limit: pageSize };
}

export default function Datasets({ loaderData }: Route.ComponentProps) {
  return <DatasetsPage {...loaderData} />;
}
