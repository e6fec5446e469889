import type { Route } from './+types/home';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { HomePage } from '../features/home/home-page.tsx';
import { ask } from '../lib/problem.ts';

export function loader({ context }: Route.LoaderArgs) {
  return ask(context.get(servicesContext).summarize(context.get(callerContext), context.get(languageContext)));
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return <HomePage summary={loaderData} />;
}
