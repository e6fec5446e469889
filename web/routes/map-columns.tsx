import { data, redirect } from 'react-router';
import { FormMapping } from '#api/mappings.ts';
import type { Route } from './+types/map-columns';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { MapColumnsPage, type MappingFailure } from '../features/mapping/map-columns-page.tsx';
import { longestForm, readSentMapping } from '../features/mapping/sent-mapping.ts';
import { readField } from '../lib/form.ts';
import { askSignedIn, isDomainError, statusOf } from '../lib/problem.ts';

const longestNote = 2000;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const query = new URL(request.url).searchParams;
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const [look, abilities, dataset] = await Promise.all([
    askSignedIn(
      request,
      services.getFormLook(caller, load.id, {
        table: readPlace(query.get('table')),
        longForm: readYes(query.get('longForm')),
      }),
    ),
    askSignedIn(request, services.getMappingAbilities(caller, load.id)),
    describeDataset(services, caller, load.dataset, context.get(languageContext)),
  ]);
  const versions = await askSignedIn(request, services.listMappingVersions(caller, load.dataset, look.fingerprint));
  const wanted = readPlace(query.get('version'));
  const { id, file, sentBy, createdAt } = load;
  return {
    load: { id, dataset: load.dataset, file, sentBy, createdAt },
    look,
    abilities,
    dataset,
    versions,
    viewed: versions.find(({ version }) => version === wanted) ?? null,
    saved: query.has('saved'),
  };
}

/** Saves a mapping, or uses it for this load; then to the load, to see what comes of it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  if (!(Number(request.headers.get('content-length') ?? Infinity) <= longestForm)) {
    return data(refusal('too-large'), { status: 413 });
  }
  // Nobody's form is read before it is known that there is such a load for him.
  await askSignedIn(request, services.getMappingAbilities(caller, params.id));
  const form = await request.formData();
  const sent = FormMapping.safeParse(readSentMapping(form));
  if (!sent.success) return data(refusal('mapping-invalid'), { status: 422 });
  const note = readField(form, 'note').trim().slice(0, longestNote) || null;
  try {
    const { readAgain } = await services.applyMapping(caller, params.id, { mapping: sent.data, note });
    const saved = `/mapping?saved${sent.data.longForm ? '&longForm=true' : ''}`;
    return redirect(`/console/loads/${params.id}${readAgain ? '' : saved}`, 303);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const words = wordsOf(error.members['message'], context.get(languageContext));
    const fields = sent.data.columns.map(({ field }) => field);
    return data({ code: error.code, words, fields }, { status: statusOf[error.kind] });
  }
}

function readYes(text: string | null): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function refusal(code: string): MappingFailure {
  return { code, words: null, fields: null };
}

/** A refusal's own text for people, where it has one. */
function wordsOf(message: unknown, language: 'vi' | 'en'): string | null {
  if (typeof message !== 'object' || message === null || !(language in message)) return null;
  const words: unknown = Object.entries(message).find(([key]) => key === language)?.[1];
  return typeof words === 'string' ? words : null;
}

/** Undefined where no whole number was asked for. */
function readPlace(text: string | null): number | undefined {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

export default function MapColumns({ loaderData, actionData }: Route.ComponentProps) {
  const { look, viewed } = loaderData;
  // Another table or version begins anew.
  return (
    <MapColumnsPage
      key={`${look.table} ${look.longForm} ${viewed?.version}`}
      {...loaderData}
      failure={(actionData as MappingFailure | undefined) ?? null}
    />
  );
}
