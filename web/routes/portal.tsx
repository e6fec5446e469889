import { Outlet } from 'react-router';
import type { Route } from './+types/portal';
import { callerContext } from '../context.ts';
import { PortalFrame } from '../ui/portal-frame/portal-frame.tsx';

export function loader({ context }: Route.LoaderArgs) {
  return { caller: context.get(callerContext) };
}

export default function Portal({ loaderData }: Route.ComponentProps) {
  return (
    <PortalFrame caller={loaderData.caller}>
      <Outlet />
    </PortalFrame>
  );
}
