import { data } from 'react-router';
import type { Route } from './+types/checked-receipt';
import { callerContext, languageContext, servicesContext } from '../context.ts';
import { CheckedReceiptPage } from '../features/receipt/checked-receipt-page.tsx';
import { UnknownReceiptPage } from '../features/receipt/unknown-receipt-page.tsx';
import { ask, isDomainError } from '../lib/problem.ts';

export async function loader({ params, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext);
  const found = services.findReceipt(context.get(callerContext), params.code, context.get(languageContext));
  try {
    return { receipt: await found, typed: params.code };
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'receipt-unknown') return ask(Promise.reject(error));
    return data({ receipt: null, typed: params.code }, { status: 404 });
  }
}

export default function CheckedReceipt({ loaderData: { receipt, typed } }: Route.ComponentProps) {
  return receipt === null ? <UnknownReceiptPage typed={typed} /> : <CheckedReceiptPage receipt={receipt} />;
}
