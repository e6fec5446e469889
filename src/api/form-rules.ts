export const logicalTypes = ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time'] as const;
export type LogicalType = (typeof logicalTypes)[number];
