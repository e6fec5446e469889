import type { ReceiptServices } from '#api/web-services/receipts.ts';
import { findReceipt, type ReceiptDeps } from '#modules/intake/index.ts';

export function createReceiptServices(deps: ReceiptDeps & { readonly origin: string }): ReceiptServices {
  return {
    publicAddress: deps.origin,
    findReceipt: (caller, code, language) => findReceipt(deps, caller, code, language),
  };
}
