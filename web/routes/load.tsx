import { data, redirect } from 'react-router';
import type { Route } from './+types/load';
import type { Caller } from '#api/caller.ts';
import type { WebServices } from '#api/web-services.ts';
import { isEncodingName } from '#api/encodings.ts';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { LoadPage } from '../features/loads/load-page.tsx';
import { previewLongForm, type LongFormPreview } from '../features/reading/preview-long-form.ts';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { longestNote } from '../features/loads/decision-form.tsx';
import { readField } from '../lib/form.ts';
import { readOffset } from '../lib/paging.ts';
import { askSignedIn, isDomainError, statusOf } from '../lib/problem.ts';

const pageSize = 50;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const query = new URL(request.url).searchParams;
  const rule = query.get('rule');
  const offset = readOffset(query);
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const [abilities, dataset, findings, preview] = await Promise.all([
    askSignedIn(request, services.getLoadAbilities(caller, load.id)),
    describeDataset(services, caller, load.dataset, context.get(languageContext)),
    load.result === null || load.removed.rejects !== null
      ? { items: [], total: 0 }
      : askSignedIn(
          request,
          services.listFindings(caller, load.id, { ...(rule === null ? {} : { rule }), offset, limit: pageSize }),
        ),
    query.get('preview') === 'long' ? lookAtLongForm(services, caller, load.id) : null,
  ]);
  // The findings are paged: the sample in the result would only repeat them.
  const result = load.result && { ...load.result, findings: [] };
  return { load: { ...load, result }, abilities, dataset, findings, preview, rule, offset, limit: pageSize };
}

/** A person's decision on a held load, or the end of one under way; then back to the page, to see what comes of it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const form = await request.formData();
  const intent = readField(form, 'intent');
  const note = readField(form, 'note').trim().slice(0, longestNote) || null;
  try {
    if (intent === 'publish' || intent === 'publish-over' || intent === 'discard') {
      const publish = intent !== 'discard';
      await services.decideLoad(caller, params.id, { publish, note, force: intent === 'publish-over' });
    } else if (intent === 'read-otherwise') {
      const encoding = readField(form, 'encoding');
      const longForm = readField(form, 'longForm');
      const again = await services.readOtherwise(caller, params.id, {
        encoding: isEncodingName(encoding) ? encoding : null,
        longForm: longForm === '' ? null : longForm === 'true',
      });
      return redirect(`/console/loads/${again.id}`, 303);
    } else if (intent === 'cancel') {
      await services.cancelLoad(caller, params.id);
    } else {
      return data({ code: 'intent-unknown', note }, { status: 400 });
    }
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return data({ code: error.code, note }, { status: statusOf[error.kind] });
  }
  return redirect(`/console/loads/${params.id}`, 303);
}

/** What keeps it from being looked at is said in its place. */
async function lookAtLongForm(services: WebServices, caller: Caller, load: string): Promise<LongFormPreview> {
  try {
    return previewLongForm(await services.getFormLook(caller, load, { longForm: true }));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { kind: 'refused', code: error.code };
  }
}

export default function Load({ loaderData, actionData }: Route.ComponentProps) {
  return <LoadPage {...loaderData} failure={actionData ?? null} />;
}
