import type { Caller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { WebServices } from '#api/web-services.ts';
import { isDomainError } from '../../lib/problem.ts';

/** What a load's page says of its dataset. */
export interface DescribedDataset {
  readonly title: string;
  /** The owning agency's name; null where the dataset can no longer be seen. */
  readonly owner: string | null;
  readonly synthetic: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Rules' sentences by id, in the reader's language. */
  readonly sentences: Readonly<Record<string, string>>;
}

/** A load can be seen where its dataset no longer can: then it goes by the identifier alone. */
export async function describeDataset(
  services: Pick<WebServices, 'getDatasetPage'>,
  caller: Caller,
  id: string,
  language: Language,
): Promise<DescribedDataset> {
  try {
    const { item, fields, rules } = await services.getDatasetPage(caller, id, language);
    return {
      title: item.title,
      owner: item.owner.name,
      synthetic: item.synthetic,
      labels: Object.fromEntries(fields.map((field) => [field.name, field.label])),
      sentences: Object.fromEntries(rules.map((rule) => [rule.rule, rule.sentence[language]])),
    };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { title: id, owner: null, synthetic: false, labels: {}, sentences: {} };
  }
}
