/**
 * A queue's declaration; the room that works on it owns it, and whoever enqueues names it by this value.
 * Jobs are delivered at least once, so a handler must be able to run again from its inputs.
 */
export interface Queue<Data extends object> {
  /** `<room>-<what>`, e.g. `intake-loads`. */
  readonly name: string;
  /**
   * `by-key`: of the jobs with one key only one is under way, and they run in the order in which they were enqueued;
   * other keys run beside them. Every job needs a key then. `free`: no order is promised.
   */
  readonly order: 'by-key' | 'free';
  /** How often a handler may throw before the job is given up (and logged); being cut off does not count as throwing. */
  readonly attempts: number;
  /** Seconds before a job whose handler threw is tried again. */
  readonly retryDelay: number;
  /** Never set: carries the type of the jobs' data. */
  readonly data?: Data;
}

export function defineQueue<Data extends object>(
  declaration: Pick<Queue<Data>, 'name' | 'order'> & Partial<Pick<Queue<Data>, 'attempts' | 'retryDelay'>>,
): Queue<Data> {
  return { attempts: 3, retryDelay: 1, ...declaration };
}
