import { commonTexts } from './en/common.ts';
import { consoleTexts } from './en/console.ts';
import { deliveryTexts } from './en/deliveries.ts';
import { fileTexts } from './en/files.ts';
import { healthTexts } from './en/health.ts';
import { mappingTexts } from './en/mapping.ts';
import { mendingTexts } from './en/mending.ts';
import { portalTexts } from './en/portal.ts';
import { proposalTexts } from './en/proposal.ts';
import { quotaTexts } from './en/quotas.ts';
import { receiptTexts } from './en/receipts.ts';
import { retentionTexts } from './en/retention.ts';
import { templateTexts } from './en/templates.ts';
import { versionTexts } from './en/versions.ts';
import type { Messages } from './messages.ts';

export const en: Messages = {
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
