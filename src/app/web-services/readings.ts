import type { ReadingServices } from '#api/web-services/readings.ts';
import { readOtherwise, type ReadOtherwiseDeps } from '#modules/intake/index.ts';

export function createReadingServices(deps: ReadOtherwiseDeps): ReadingServices {
  return { readOtherwise: (caller, load, choice) => readOtherwise(deps, caller, load, choice) };
}
