import type { Route } from './+types/load-files';
import { fileReportStates } from '#api/file-reports.ts';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { FilesPage } from '../features/loads/files-page.tsx';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { readOffset } from '../lib/paging.ts';
import { askSignedIn } from '../lib/problem.ts';

const pageSize = 100;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const query = new URL(request.url).searchParams;
  const state = fileReportStates.find((one) => one === query.get('state')) ?? null;
  const offset = readOffset(query);
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const page = { offset, limit: pageSize, ...(state === null ? {} : { state }) };
  const [{ title }, files] = await Promise.all([
    describeDataset(services, caller, load.dataset, context.get(languageContext)),
    load.removed.rejects === null
      ? askSignedIn(request, services.listFiles(caller, load.id, page))
      : { items: [], total: 0 },
  ]);
  const result = load.result && { ...load.result, findings: [] };
  return { load: { id: load.id, result }, title, files, state, offset, limit: pageSize };
}

export default function LoadFiles({ loaderData }: Route.ComponentProps) {
  return <FilesPage {...loaderData} />;
}
