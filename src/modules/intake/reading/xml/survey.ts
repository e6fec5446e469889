import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { plainAttributes, streamXml, type XmlPlace } from './stream-xml.ts';

/** What a document has at one path of element names, over all elements there. */
export interface XmlNode {
  readonly name: string;
  readonly parent: XmlNode | undefined;
  readonly children: Map<string, XmlNode>;
  readonly attributes: Set<string>;
  count: number;
  /** Some parent has more than one. */
  repeats: boolean;
  /** Elements here with a text of their own. */
  texts: number;
  /** Attributes and texts of elements at this very path. */
  values: number;
  /** Names in an attribute that stand for headings, as in `<field name="ma">`; undefined: it is not so. */
  keys: Set<string> | undefined;
  readonly isSchema: boolean;
}

interface Frame {
  readonly node: XmlNode;
  seen: Map<XmlNode, number> | undefined;
  keysSeen: Map<XmlNode, Set<string>> | undefined;
  hasChild: boolean;
  text: boolean;
}

/** Attributes by whose value programs tell fields apart. */
const keyAttributes: readonly string[] = ['name', 'Name', 'NAME', 'key', 'field', 'column', 'ten', 'id'];

/** Paths and keys are held in memory; documents that name every element anew would fill it. */
const mostPaths = 50_000;
const mostKeys = 2_000;

/** Goes over a document once and says what is where; the root stands above the outermost element. */
export async function surveyXml(
  path: string,
  limits: ReadLimits,
  between: (done: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<XmlNode> {
  const root = createNode('', undefined, false);
  let paths = 0;
  const stack: Frame[] = [frameOf(root)];
  const enter = (name: string, attributes: Readonly<Record<string, string>>, { line, tag }: XmlPlace): void => {
    const parent = stack.at(-1);
    if (parent === undefined) return;
    parent.hasChild = true;
    let node = parent.node.children.get(name);
    if (node === undefined) {
      if (++paths > mostPaths)
        throw failReading('too-wide', `The XML has more than ${mostPaths} kinds of elements`, { line });
      node = createNode(name, parent.node, isSchemaTag(tag, attributes));
      parent.node.children.set(name, node);
    }
    node.count++;
    parent.seen ??= new Map();
    const times = (parent.seen.get(node) ?? 0) + 1;
    parent.seen.set(node, times);
    if (times > 1) node.repeats = true;
    const plain = plainAttributes(attributes);
    for (const [key] of plain) node.attributes.add(key);
    node.values += plain.length;
    noteKey(parent, node, plain);
    stack.push(frameOf(node));
  };
  await streamXml(
    path,
    limits,
    {
      open: enter,
      text: (text) => {
        const frame = stack.at(-1);
        if (frame !== undefined && !frame.text && /\S/.test(text)) frame.text = true;
      },
      close: () => {
        const frame = stack.pop();
        if (frame === undefined) return;
        const { node } = frame;
        if (frame.text) {
          node.texts++;
          node.values++;
        }
        if (frame.hasChild) node.keys = undefined;
      },
      between,
    },
    signal,
  );
  return root;
}

function createNode(name: string, parent: XmlNode | undefined, isSchema: boolean): XmlNode {
  return {
    name,
    parent,
    children: new Map(),
    attributes: new Set(),
    count: 0,
    repeats: false,
    texts: 0,
    values: 0,
    keys: new Set(),
    isSchema: isSchema || parent?.isSchema === true,
  };
}

function frameOf(node: XmlNode): Frame {
  return { node, seen: undefined, keysSeen: undefined, hasChild: false, text: false };
}

/** Descriptions of the data that programs put before them: XML Schema, and that of recordsets. */
function isSchemaTag(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  return /^(?:xsd?:|s:)?schema$/i.test(tag) && (tag.includes(':') || /XMLSchema/.test(attributes['xmlns'] ?? ''));
}

/** Keys are headings while every element has one, no parent has one twice, and nothing else is said beside it. */
function noteKey(parent: Frame, node: XmlNode, attributes: readonly (readonly [string, string])[]): void {
  if (node.keys === undefined) return;
  const key = keyOf(attributes);
  parent.keysSeen ??= new Map();
  const taken = parent.keysSeen.get(node) ?? new Set();
  parent.keysSeen.set(node, taken);
  if (key === undefined || taken.has(key) || taken.size >= mostKeys) {
    node.keys = undefined;
    return;
  }
  taken.add(key);
  node.keys.add(key);
  if (node.keys.size > mostKeys) node.keys = undefined;
}

/** The name that an element's attributes give it: a key alone, or beside a `value`. */
export function keyOf(attributes: readonly (readonly [string, string])[]): string | undefined {
  const others = attributes.filter(([name]) => !/^(?:value|type|nil)$/i.test(name));
  const [only, second] = others;
  if (only === undefined || second !== undefined || !keyAttributes.includes(only[0])) return undefined;
  const key = only[1].trim();
  return key === '' ? undefined : key;
}
