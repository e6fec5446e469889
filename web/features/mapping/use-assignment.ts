import { useState } from 'react';

export interface Assignment {
  /** By column; null: left out. */
  readonly fields: readonly (string | null)[];
  /** Columns that were changed here. */
  readonly changed: ReadonlySet<number>;
  /** What was done last, for those who hear the page. */
  readonly last: { readonly field: string; readonly column: number | null } | null;
  /** Puts a field onto a column and takes it from the one that had it; null leaves the column out. */
  readonly assign: (column: number, field: string | null) => void;
}

interface State {
  readonly fields: readonly (string | null)[];
  readonly changed: ReadonlySet<number>;
  readonly last: Assignment['last'];
}

/** Which column is which field, while somebody changes it. */
export function useAssignment(proposed: readonly (string | null)[]): Assignment {
  const [state, setState] = useState<State>({ fields: proposed, changed: new Set(), last: null });
  return {
    ...state,
    assign: (column, field) =>
      setState(({ fields, changed }) => {
        const before = fields[column] ?? null;
        const said = field ?? before;
        return {
          fields: fields.map((one, at) => (at === column ? field : field !== null && one === field ? null : one)),
          changed: new Set([...changed, column]),
          last: said === null ? null : { field: said, column: field === null ? null : column },
        };
      }),
  };
}
