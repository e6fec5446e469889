import type { Localized } from '#api/localized.ts';
import { columnTypeOf, type ColumnTypeName } from './column-type.ts';
import type { Contract } from './contract.ts';

/** A dataset's columns as storage wants them; the warehouse's own shape, which this room does not know. */
export interface ContractSchema {
  readonly columns: readonly {
    readonly name: string;
    readonly type: ColumnTypeName;
    readonly label: Localized;
    /** Declared BIGINT: its values may be past what JavaScript's numbers hold. */
    readonly wide?: boolean;
    readonly formerNames?: readonly string[];
  }[];
  readonly key: readonly string[];
  readonly partitionBy: readonly string[];
}

export function datasetSchemaOf(contract: Contract): ContractSchema {
  return {
    columns: contract.fields.map((field) => ({
      name: field.name,
      type: columnTypeOf(field),
      label: field.labels,
      ...(field.physicalType?.kind === 'bigint' ? { wide: true } : {}),
      ...(field.formerNames === undefined ? {} : { formerNames: field.formerNames }),
    })),
    key: contract.primaryKey,
    partitionBy: contract.partitionBy,
  };
}
