import type { Contract } from '#modules/catalog/index.ts';

/** Whether some field counts in percent, as its semantic type or its label says; a share of one is kept as it is stored. */
export function wantsPercents({ fields }: Pick<Contract, 'fields'>): boolean {
  return fields.some(
    ({ semanticType, labels }) =>
      semanticType === 'percent' || /%|phần trăm|per ?cent/i.test(`${labels.vi} ${labels.en}`),
  );
}
