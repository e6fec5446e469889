import { useState } from 'react';

export interface Assignment {
  /** By column; null: left out. */
  readonly fields: readonly (string | null)[];
  /** Columns that were changed here. */
  readonly changed: ReadonlySet<number>;
  /** What was done last, for those who hear the page. */
  readonly last: { readonly field: string; readonly column: number | null } | null;
  /**
   * Puts a field onto a column and takes it from the one that had it; null leaves the column out. Of several for one
   * column, one behind another, the last counts: arrow keys go through all the fields, and those passed stay where they were.
   */
  readonly assign: (column: number, field: string | null) => void;
}

export interface AssignmentState {
  readonly fields: readonly (string | null)[];
  readonly changed: ReadonlySet<number>;
  readonly last: Assignment['last'];
  /** The column that is being changed, and the fields before it was. */
  readonly open: { readonly column: number; readonly before: readonly (string | null)[] } | null;
}

/** Which column is which field, while somebody changes it. */
export function useAssignment(proposed: readonly (string | null)[]): Assignment {
  const [state, setState] = useState<AssignmentState>({ fields: proposed, changed: new Set(), last: null, open: null });
  return { ...state, assign: (column, field) => setState((now) => assigned(now, column, field)) };
}

export function assigned(
  { fields, changed, open }: AssignmentState,
  column: number,
  field: string | null,
): AssignmentState {
  const before = open?.column === column ? open.before : fields;
  const said = field ?? fields[column] ?? null;
  return {
    fields: before.map((one, at) => (at === column ? field : field !== null && one === field ? null : one)),
    changed: new Set([...changed, column]),
    last: said === null ? null : { field: said, column: field === null ? null : column },
    open: { column, before },
  };
}
