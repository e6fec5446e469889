import { normalizeCellText } from '#platform/text/cell-text.ts';
import type { Cell } from '../read-outcome.ts';
import { elementValue, textCell, type XmlElement } from './element.ts';
import { isKeyed, isText } from './find-lists.ts';
import { keyOf, type XmlNode } from './survey.ts';

/** Where the parts of a record go: for each attribute, text and child the column that takes it. */
export interface RecordPlan {
  readonly attributes: ReadonlyMap<string, number>;
  readonly text: number | undefined;
  readonly children: ReadonlyMap<string, ChildPlan>;
}

type ChildPlan =
  | { readonly kind: 'record'; readonly plan: RecordPlan }
  | { readonly kind: 'list'; readonly column: number }
  | { readonly kind: 'keyed'; readonly columns: ReadonlyMap<string, number> };

export interface ColumnNames {
  readonly names: string[];
  readonly taken: Set<string>;
}

export function columnNames(): ColumnNames {
  return { names: [], taken: new Set() };
}

/**
 * Lists the columns of a record: members of members under dotted names, what repeats in a record as one. `prefix` ends
 * in a dot or is empty; `own` is the heading of the record's text; `without` are elements that are rows themselves.
 */
export function planRecord(
  node: XmlNode,
  into: ColumnNames,
  prefix: string,
  own: string,
  without: ReadonlySet<XmlNode>,
): RecordPlan {
  const attributes = new Map<string, number>();
  for (const name of node.attributes) attributes.set(name, addColumn(into, prefix + name));
  const text = isText(node) ? addColumn(into, own) : undefined;
  const children = new Map<string, ChildPlan>();
  for (const [name, child] of node.children) {
    if (child.isSchema || without.has(child)) continue;
    children.set(name, childPlan(child, into, prefix, without));
  }
  return { attributes, text, children };
}

function childPlan(child: XmlNode, into: ColumnNames, prefix: string, without: ReadonlySet<XmlNode>): ChildPlan {
  if (isKeyed(child)) {
    const columns = new Map<string, number>();
    for (const key of child.keys ?? []) columns.set(key, addColumn(into, prefix + key));
    return { kind: 'keyed', columns };
  }
  const path = prefix + child.name;
  if (child.repeats) return { kind: 'list', column: addColumn(into, path) };
  return { kind: 'record', plan: planRecord(child, into, `${path}.`, path, without) };
}

/** Adds a column; gives its place. */
export function addColumn({ names, taken }: ColumnNames, name: string): number {
  const heading = normalizeCellText(name).replace(/\s*\n\s*/g, ' ');
  let unique = heading;
  for (let number = 2; taken.has(unique); number++) unique = `${heading} (${number})`;
  taken.add(unique);
  return names.push(unique) - 1;
}

/** Puts what an element holds into the cells of its row. */
export function fillCells(element: XmlElement, plan: RecordPlan, cells: Cell[]): void {
  for (const [name, value] of element.attributes) {
    const column = plan.attributes.get(name);
    if (column !== undefined) cells[column] = normalizeCellText(value);
  }
  if (plan.text !== undefined) cells[plan.text] = textCell(element);
  const lists = new Map<number, unknown[]>();
  for (const child of element.children) {
    const planned = plan.children.get(child.name);
    if (planned === undefined) continue;
    if (planned.kind === 'record') fillCells(child, planned.plan, cells);
    else if (planned.kind === 'keyed') {
      const column = planned.columns.get(keyOf(child.attributes) ?? '');
      if (column !== undefined) cells[column] = textCell(child) ?? valueAttribute(child);
    } else {
      const values = lists.get(planned.column) ?? [];
      values.push(elementValue(child));
      lists.set(planned.column, values);
    }
  }
  for (const [column, values] of lists) cells[column] = JSON.stringify(values).normalize('NFC');
}

function valueAttribute(element: XmlElement): Cell {
  const value = element.attributes.find(([name]) => /^value$/i.test(name))?.[1];
  return value === undefined ? null : normalizeCellText(value);
}
