import type { RetentionView } from '#api/retention.ts';
import type { Retention } from '#modules/catalog/index.ts';

export function presentRetention(retention: Retention | undefined): RetentionView | null {
  if (retention === undefined) return null;
  const { landing = null, snapshots = null, rejects = null, law } = retention;
  return {
    landing,
    snapshots,
    rejects,
    law: law === undefined ? null : { basis: law.basis, from: law.from ?? null, until: law.until ?? null },
  };
}
