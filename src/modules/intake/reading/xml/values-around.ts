import type { XmlNode } from './survey.ts';

/** The names of what a document says outside the elements that are rows, or stand around them. */
export function valuesAround(root: XmlNode, rows: ReadonlySet<XmlNode>): readonly string[] {
  const names: string[] = [];
  const visit = (node: XmlNode): void => {
    if (rows.has(node) || node.isSchema) return;
    names.push(...node.attributes);
    if (node.texts > 0) names.push(node.name);
    for (const child of node.children.values()) visit(child);
  };
  visit(root);
  return names;
}
