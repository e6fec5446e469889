import { commonTexts } from './vi/common.ts';
import { consoleTexts } from './vi/console.ts';
import { deliveryTexts } from './vi/deliveries.ts';
import { fileTexts } from './vi/files.ts';
import { healthTexts } from './vi/health.ts';
import { mappingTexts } from './vi/mapping.ts';
import { mendingTexts } from './vi/mending.ts';
import { portalTexts } from './vi/portal.ts';
import { proposalTexts } from './vi/proposal.ts';
import { quotaTexts } from './vi/quotas.ts';
import { receiptTexts } from './vi/receipts.ts';
import { retentionTexts } from './vi/retention.ts';
import { templateTexts } from './vi/templates.ts';
import { versionTexts } from './vi/versions.ts';

/** Every text of the pages. Numbers and dates come in already written by the formatter. */
export const vi = {
  ...commonTexts,
  ...portalTexts,
  ...consoleTexts,
  ...deliveryTexts,
  ...fileTexts,
  ...healthTexts,
  ...mappingTexts,
  ...mendingTexts,
  ...proposalTexts,
  ...quotaTexts,
  ...receiptTexts,
  ...retentionTexts,
  ...templateTexts,
  ...versionTexts,
};
