import { commonTexts } from './vi/common.ts';
import { consoleTexts } from './vi/console.ts';
import { mendingTexts } from './vi/mending.ts';
import { portalTexts } from './vi/portal.ts';
import { receiptTexts } from './vi/receipts.ts';
import { versionTexts } from './vi/versions.ts';

/** Every text of the pages. Numbers and dates come in already written by the formatter. */
export const vi = { ...commonTexts, ...portalTexts, ...consoleTexts, ...mendingTexts, ...receiptTexts, ...versionTexts };
