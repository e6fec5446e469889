import type { Caller } from '../caller.ts';
import type { Language } from '../localized.ts';
import type { ReceiptView } from '../receipts.ts';

/** What the pages ask about receipts. */
export interface ReceiptServices {
  /** Where the public finds us, e.g. `https://data.example.vn`: printed on receipts. */
  readonly publicAddress: string;
  /** By its code as somebody typed it. Throws `receipt-unknown`. */
  findReceipt(caller: Caller, code: string, language: Language): Promise<ReceiptView>;
}
