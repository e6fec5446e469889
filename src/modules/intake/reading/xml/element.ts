import { normalizeCellText } from '#platform/text/cell-text.ts';
import type { Cell } from '../read-outcome.ts';
import { plainAttributes } from './stream-xml.ts';

/** An element with all that is in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly isNil: boolean;
  /** Characters of names and texts in it. */
  readonly size: number;
}

export interface GrowingElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
  size: number;
}

export function createElement(name: string, attributes: Readonly<Record<string, string>>): GrowingElement {
  const plain = plainAttributes(attributes);
  return {
    name,
    attributes: plain,
    children: [],
    text: '',
    isNil: /^(?:true|1)$/.test(attributes['xsi:nil'] ?? attributes['m:null'] ?? ''),
    size: plain.reduce((size, [key, value]) => size + key.length + value.length, name.length),
  };
}

export function addText(element: GrowingElement, text: string): void {
  element.text += text;
  element.size += text.length;
}

export function addChild(element: GrowingElement, child: XmlElement): void {
  element.children.push(child);
  element.size += child.size;
}

/** The element's own text as a cell; blanks alone are null, as is what is said to be nil. */
export function textCell(element: XmlElement): Cell {
  if (element.isNil) return null;
  const text = normalizeCellText(element.text);
  return text === '' ? null : text;
}

export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find(([key]) => key === name)?.[1];
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** An element as JSON has it: texts alone are texts, what repeats is an array. */
export function elementValue(element: XmlElement): unknown {
  const text = textCell(element);
  if (element.attributes.length === 0 && element.children.length === 0) return text;
  const members = new Map<string, unknown>(element.attributes.map(([name, value]) => [name, normalizeCellText(value)]));
  if (text !== null) members.set('value', text);
  for (const [name, children] of Map.groupBy(element.children, (child) => child.name)) {
    const values = children.map(elementValue);
    members.set(members.has(name) ? `${name} (2)` : name, values.length === 1 ? values[0] : values);
  }
  return Object.fromEntries(members);
}
