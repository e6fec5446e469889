import type { OperationsServices } from '#api/web-services/operations.ts';
import { demandOperations, maySeeOperations } from '#modules/access/index.ts';
import type { Health } from '#platform/health/health.ts';
import { presentHealth } from '../operations/present-health.ts';

export function createOperationsServices({ health }: { readonly health: Health }): OperationsServices {
  return {
    maySeeHealth: maySeeOperations,
    getHealth: async (caller) => {
      demandOperations(caller);
      return presentHealth(await health.report());
    },
  };
}
