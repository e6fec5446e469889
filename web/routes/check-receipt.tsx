import { redirect } from 'react-router';
import type { Route } from './+types/check-receipt';
import { CheckReceiptPage } from '../features/receipt/check-receipt-page.tsx';

const longestCode = 100;

/** The form sends the code as `?code=`; each receipt has an address of its own. */
export function loader({ request }: Route.LoaderArgs) {
  const typed = new URL(request.url).searchParams.get('code');
  const code = typed?.trim().slice(0, longestCode);
  if (code) throw redirect(`/receipts/${encodeURIComponent(code)}`);
  return { empty: typed !== null };
}

export default function CheckReceipt({ loaderData }: Route.ComponentProps) {
  return <CheckReceiptPage {...loaderData} />;
}
