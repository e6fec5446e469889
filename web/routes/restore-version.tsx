import { data, redirect } from 'react-router';
import type { Route } from './+types/restore-version';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { longestNote } from '../features/loads/decision-form.tsx';
import { RestorePage } from '../features/versions/restore-page.tsx';
import { readField } from '../lib/form.ts';
import { askSignedIn, isDomainError, statusOf, type Problem } from '../lib/problem.ts';

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const id = new URL(request.url).searchParams.get('snapshot') ?? '';
  const { item, snapshots, snapshot, abilities } = await askSignedIn(
    request,
    services.getDatasetPage(caller, params.id, context.get(languageContext), id),
  );
  if (!abilities.restore)
    throw data({ code: 'right-missing', missing: 'decide-loads' } satisfies Problem, { status: 403 });
  const current = snapshots.find((one) => one.current);
  if (!snapshot || !current || snapshot.id === current.id) return { item, snapshot, current: null, counts: null };
  const asked = { from: current.id, to: snapshot.id, offset: 0, limit: 1 };
  const { counts } = await askSignedIn(request, services.compareSnapshots(caller, item.id, asked));
  return { item, snapshot, current, counts };
}

/** Then on to the dataset, which shows its new version. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await request.formData();
  const snapshot = readField(form, 'snapshot');
  const note = readField(form, 'note').trim().slice(0, longestNote);
  if (note === '') return data({ code: 'note-missing', note }, { status: 400 });
  try {
    await context.get(servicesContext).restoreSnapshot(context.get(callerContext), params.id, { snapshot, note });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return data({ code: error.code, note }, { status: statusOf[error.kind] });
  }
  return redirect(`/datasets/${params.id}#versions`, 303);
}

export default function RestoreVersion({ loaderData, actionData }: Route.ComponentProps) {
  return <RestorePage {...loaderData} failure={actionData ?? null} />;
}
