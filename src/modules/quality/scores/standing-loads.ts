import { partitionFields, partitionValues } from '#modules/warehouse/index.ts';

/** A partition, and the newest delivery that filled it. */
export interface FilledPartition {
  readonly partition: string;
  readonly load: string;
}

/**
 * The deliveries that still hold a partition nobody filled after them, newest first as the partitions come. A contract may
 * cut its dataset otherwise than the one before: then a newer partition takes the place of an older one where the fields
 * that both name are equal. Between cuts that share no field nothing says what was replaced, and both count.
 */
export function standingDeliveries(newestFirst: readonly FilledPartition[]): readonly string[] {
  const cuts = new Map<string, Cut>();
  const standing = new Set<string>();
  for (const { partition, load } of newestFirst) {
    const fields = partitionFields(partition);
    const name = JSON.stringify(fields);
    const others = [...cuts].filter(([other]) => other !== name);
    if (!others.some(([, cut]) => cut.fills(partition, fields))) standing.add(load);
    const own = cuts.get(name) ?? createCut(fields);
    own.add(partition);
    cuts.set(name, own);
  }
  return [...standing];
}

type Cut = ReturnType<typeof createCut>;

/** Partitions of one list of fields; by each list of shared fields that is asked for, their values once. */
function createCut(fields: readonly string[]) {
  const partitions: string[] = [];
  const valuesBy = new Map<string, { readonly shared: readonly string[]; readonly values: Set<string> }>();
  return {
    add(partition: string): void {
      partitions.push(partition);
      for (const { shared, values } of valuesBy.values()) values.add(partitionValues(partition, shared));
    },
    fills(partition: string, of: readonly string[]): boolean {
      const shared = of.filter((field) => fields.includes(field));
      if (shared.length === 0) return false;
      const name = JSON.stringify(shared);
      const known = valuesBy.get(name) ?? {
        shared,
        values: new Set(partitions.map((one) => partitionValues(one, shared))),
      };
      valuesBy.set(name, known);
      return known.values.has(partitionValues(partition, shared));
    },
  };
}
