import type { Verb } from './verb.ts';

/** Imported only when it is called: a verb is at work within 0.3 s because it loads nothing that it does not need. */
export const verbs: Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>> = {
  start: () => import('./start.ts'),
  load: () => import('./load.ts'),
  admin: () => import('./admin.ts'),
  read: () => import('./read.ts'),
  infer: () => import('./infer.ts'),
  check: () => import('./check.ts'),
  contract: () => import('./contract.ts'),
  template: () => import('./template.ts'),
  export: () => import('./export.ts'),
  verify: () => import('./verify.ts'),
};
