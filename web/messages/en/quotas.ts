import type { quotaTexts as vietnamese } from '../vi/quotas.ts';

export const quotaTexts: typeof vietnamese = {
  quotas: {
    link: 'Quotas of agencies',
  },
};
