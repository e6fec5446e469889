import { changeKinds, type ComparisonAsked } from '#api/web-services/versions.ts';
import type { Route } from './+types/compare-versions';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { ComparePage } from '../features/versions/compare-page.tsx';
import { readOffset } from '../lib/paging.ts';
import { ask } from '../lib/problem.ts';

const pageSize = 50;

/** Unless told otherwise, what the newest snapshot changed. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const query = new URL(request.url).searchParams;
  const page = await ask(services.getDatasetPage(caller, params.id, context.get(languageContext)));
  const { item, fields, snapshots } = page;
  const to = query.get('to') || snapshots.find((one) => one.current)?.id;
  const from = query.get('from') || undefined;
  const kind = changeKinds.find((one) => one === query.get('kind'));
  const offset = readOffset(query);
  const shown = { item, fields, snapshots, kind: kind ?? null, offset, limit: pageSize };
  if (to === undefined) return { ...shown, compared: null };
  const asked: ComparisonAsked = {
    to,
    offset,
    limit: pageSize,
    ...(from === undefined ? {} : { from }),
    ...(kind === undefined ? {} : { kind }),
  };
  const found = await ask(services.compareSnapshots(caller, item.id, asked));
  return { ...shown, compared: found.from === null ? null : { from: found.from, to, found } };
}

export default function CompareVersions({ loaderData }: Route.ComponentProps) {
  return <ComparePage {...loaderData} />;
}
