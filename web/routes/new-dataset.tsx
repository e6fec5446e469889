import { data } from 'react-router';
import { z } from 'zod';
import { ContractAmendments } from '#api/contract-amendments.ts';
import type { Route } from './+types/new-dataset';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { NewDatasetPage } from '../features/proposal/new-dataset-page.tsx';
import { askSignedIn, isDomainError, statusOf } from '../lib/problem.ts';
import { readJson } from '../lib/read-json.ts';

const mostBytes = 8 * 1024 ** 2;
const Asked = z.object({
  intent: z.enum(['preview', 'publish']),
  contract: z.string(),
  amendments: ContractAmendments,
});

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  const choices = await askSignedIn(
    request,
    Promise.try(() => services.getProposalChoices(caller, language)),
  );
  return { choices };
}

/** For the page's script: what a corrected proposal comes to, and its publication. */
export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const asked = Asked.safeParse(await readJson(request, mostBytes));
  if (!asked.success) return data({ kind: 'refused' as const, code: 'proposal-unreadable' }, { status: 400 });
  const { intent, ...proposal } = asked.data;
  try {
    const preview = services.amendProposal(caller, proposal, context.get(languageContext));
    if (intent === 'preview' || preview.problems.length > 0) return { kind: 'preview' as const, ...preview };
    await services.registerProposal(caller, proposal);
    return { kind: 'published' as const, id: proposal.amendments.id };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return data({ kind: 'refused' as const, code: error.code }, { status: statusOf[error.kind] });
  }
}

export default function NewDataset({ loaderData }: Route.ComponentProps) {
  return <NewDatasetPage {...loaderData} />;
}
