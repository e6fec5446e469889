import { data } from 'react-router';
import type { Route } from './+types/new-load';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { ChooseDatasetPage } from '../features/loads/choose-dataset-page.tsx';
import { NewLoadPage } from '../features/loads/new-load-page.tsx';
import { askSignedIn } from '../lib/problem.ts';
import type { Problem } from '../lib/problem.ts';

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  const query = new URL(request.url).searchParams;
  const id = query.get('dataset');
  if (!id) {
    const { fillable, mayPropose } = await askSignedIn(request, services.getDesk(caller, language));
    return { kind: 'choose' as const, fillable, mayPropose };
  }
  const { item, fields, abilities } = await askSignedIn(request, services.getDatasetPage(caller, id, language));
  if (!abilities.load)
    throw data({ code: 'load-forbidden', missing: 'fill-dataset' } satisfies Problem, { status: 403 });
  // A form sent without a script comes back here with what went wrong.
  return { kind: 'send' as const, item, fields, failure: query.get('error') };
}

export default function NewLoad({ loaderData }: Route.ComponentProps) {
  if (loaderData.kind === 'choose') return <ChooseDatasetPage {...loaderData} />;
  return <NewLoadPage {...loaderData} />;
}
