import type { Log } from '#platform/log/log.ts';
import type { LoadRow } from '../loads/load-row.ts';

/** What happens to a load is told with the id of the request that sent it, whenever and in whichever process it happens. */
export function logOfLoad(log: Log, load: Pick<LoadRow, 'id' | 'dataset' | 'request_id'>): Log {
  const request = load.request_id === null ? {} : { request: load.request_id };
  return log.with({ ...request, load: load.id, dataset: load.dataset });
}
