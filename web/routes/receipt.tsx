import type { Route } from './+types/receipt';
import { languageContext, callerContext, servicesContext } from '../context.ts';
import { describeDataset } from '../features/loads/describe-dataset.ts';
import { ReceiptPage } from '../features/receipt/receipt-page.tsx';
import { drawQrCode } from '../lib/draw-qr-code.ts';
import { askSignedIn } from '../lib/problem.ts';

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const caller = context.get(callerContext);
  const language = context.get(languageContext);
  const load = await askSignedIn(request, services.getLoad(caller, params.id));
  const [{ title, synthetic }, receipt] = await Promise.all([
    describeDataset(services, caller, load.dataset, language),
    askSignedIn(request, services.findReceipt(caller, load.receipt, language)),
  ]);
  const address = `${services.publicAddress}/receipts/${load.receipt}`;
  const result = load.result && { ...load.result, findings: [] };
  return {
    load: { ...load, result },
    receipt,
    title,
    synthetic,
    check: { page: `${services.publicAddress}/receipts`, address, square: drawQrCode(address) },
  };
}

export default function Receipt({ loaderData }: Route.ComponentProps) {
  return <ReceiptPage {...loaderData} />;
}
