import type { ColumnType } from 'kysely';
import type { SnapshotSchema } from './snapshot.ts';

/** The schema `warehouse` of the control database. Type aliases, since Kysely asks for an index signature. */
export type WarehouseTables = {
  readonly 'warehouse.snapshots': SnapshotTable;
  readonly 'warehouse.snapshot_files': SnapshotFileTable;
  readonly 'warehouse.snapshot_loads': SnapshotLoadTable;
  readonly 'warehouse.pointers': PointerTable;
};

type SnapshotTable = {
  readonly id: string;
  readonly dataset: string;
  /** Order of publication within the database: two snapshots may be made in the same millisecond. */
  readonly ordinal: ColumnType<number, never, never>;
  readonly created_at: Date;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly schema: ColumnType<SnapshotSchema, string, never>;
  readonly contract_version: string;
  readonly previous: string | null;
  readonly note: string | null;
  readonly restores: string | null;
  /** Null: when it was created. */
  readonly state_at: Date | null;
  /** Since when nobody may read it any more; its row stays for those that came after it. Null: it is there. */
  readonly removed_at: ColumnType<Date | null, never, Date>;
};

type SnapshotFileTable = {
  readonly dataset: string;
  readonly snapshot: string;
  readonly position: number;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly min_key: string | null;
  readonly max_key: string | null;
};

type SnapshotLoadTable = {
  readonly dataset: string;
  readonly snapshot: string;
  readonly load: string;
};

type PointerTable = {
  readonly dataset: string;
  readonly snapshot: string;
};
