export {
  createJobs,
  type EnqueueOptions,
  type JobContext,
  type JobHandler,
  type Jobs,
  type JobsOptions,
} from './jobs.ts';
export { defineQueue, type Queue } from './queue.ts';
