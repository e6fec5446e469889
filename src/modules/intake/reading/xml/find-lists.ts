import type { XmlNode } from './survey.ts';

/** Elements that are rows, and those around them whose own values go with every row. */
export interface XmlList {
  readonly record: XmlNode;
  /** Repeating elements that hold the records, the outermost first. */
  readonly owners: readonly XmlNode[];
  /** A column for each of these elements says the how manieth it is. */
  readonly numbered?: true;
}

/**
 * The lists of a document, the one with most values first; none: it is a single record. A list within a list is a cell
 * of its rows, as in JSON, unless the outer one does little more than to group it: then the inner one's elements are
 * the rows, and what the group says of itself stands in each.
 */
export function findLists(root: XmlNode): readonly XmlList[] {
  const found = listsBelow(root, []);
  const tables = found.filter(({ record }) => !isScalar(record));
  return (tables.length > 0 ? tables : found).toSorted((a, b) => ownValues(b.record) - ownValues(a.record));
}

/** The list and what could be read in its place: the elements around its own as rows, the outermost first, and lists in them. */
export function levelsOf(list: XmlList): readonly XmlList[] {
  const { record, owners } = list;
  const outer = owners.map((owner, depth) => ({ record: owner, owners: owners.slice(0, depth) }));
  return [...outer, list, ...listsBelow(record, [...owners, record]).filter((inner) => !isScalar(inner.record))];
}

/** Elements around the rows that say so much of themselves that they may be rows as well. */
export function richOwners(lists: readonly XmlList[]): readonly XmlNode[] {
  return [...new Set(lists.flatMap(({ owners, numbered }) => (numbered === true ? [] : owners)))].filter(
    (owner) => owner.count > 1 && width(owner) > 1,
  );
}

/** Where the document is one record: past every element that only wraps another. */
export function singleRecord(root: XmlNode): XmlNode {
  let node = root;
  while (true) {
    const [only, second] = node.children.values();
    if (only === undefined || second !== undefined || node.attributes.size > 0 || only.repeats) return node;
    if (node.texts > 0) return node;
    if (only.children.size === 0 && only.attributes.size === 0) return node;
    node = only;
  }
}

function listsBelow(node: XmlNode, owners: readonly XmlNode[]): readonly XmlList[] {
  const lists: XmlList[] = [];
  for (const child of node.children.values()) {
    if (child.isSchema) continue;
    if (child.repeats && !isKeyed(child)) lists.push(...listsOf(child, owners));
    else lists.push(...listsBelow(child, owners));
  }
  return lists;
}

/** The list itself, or those in it that it only groups. */
function listsOf(node: XmlNode, owners: readonly XmlNode[]): readonly XmlList[] {
  const inner = listsBelow(node, [...owners, node]).filter(({ record }) => !isScalar(record));
  const [largest] = inner.toSorted((a, b) => ownValues(b.record) - ownValues(a.record));
  return largest !== undefined && onlyGroups(node, largest.record) ? inner : [{ record: node, owners }];
}

/** It says less of itself than each of those in it does, and they are more. */
function onlyGroups(outer: XmlNode, inner: XmlNode): boolean {
  const own = ownValues(outer);
  const held = ownValues(inner);
  if (own === 0) return held > 0;
  return held > own && inner.count > outer.count && width(inner) >= width(outer);
}

/** Values in an element's records that are not in a list within them. */
export function ownValues(node: XmlNode): number {
  let values = node.values;
  for (const child of node.children.values()) {
    if (!child.repeats || isKeyed(child)) values += ownValues(child);
  }
  return values;
}

/** Columns of a record that are no lists. */
function width(node: XmlNode): number {
  let columns = node.attributes.size + (isText(node) ? 1 : 0);
  for (const child of node.children.values()) {
    if (isKeyed(child)) columns += child.keys?.size ?? 0;
    else if (!child.repeats) columns += width(child);
  }
  return columns;
}

/** Elements named by an attribute are one heading each, provided that the names come again from record to record. */
export function isKeyed(node: XmlNode): boolean {
  return (
    node.keys !== undefined &&
    node.children.size === 0 &&
    node.repeats &&
    (node.parent?.count ?? 0) > 1 &&
    node.keys.size * 2 <= node.count
  );
}

/** There is a text to take; an element that never has anything is a column as well, and empty. */
export function isText(node: XmlNode): boolean {
  return node.texts > 0 || (node.children.size === 0 && node.attributes.size === 0);
}

function isScalar(node: XmlNode): boolean {
  return node.children.size === 0 && node.attributes.size === 0;
}

/** Whether an element around records says something of itself behind them, as `<xa><ho/><ho/><ten/></xa>` does. */
export function saysLate({ record, owners }: XmlList): boolean {
  const path = new Set([record, ...owners].flatMap(withAncestors));
  return owners.some((owner) => {
    const names = [...owner.children.values()];
    const first = names.findIndex((child) => path.has(child));
    return names.slice(first + 1).some((child) => !path.has(child) && !child.isSchema);
  });
}

function withAncestors(node: XmlNode): readonly XmlNode[] {
  return node.parent === undefined ? [node] : [node, ...withAncestors(node.parent)];
}
