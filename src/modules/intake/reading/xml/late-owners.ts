import { failReading } from '../errors.ts';
import type { ReaderContext } from '../reader.ts';
import { addChild, addText, createElement, type GrowingElement, type XmlElement } from './element.ts';
import { streamXml } from './stream-xml.ts';
import type { XmlNode } from './survey.ts';

/**
 * Elements around records, whole and in their order, where they say something of themselves behind the records. They are
 * held until the rows are written, which the limit on held text bounds.
 */
export async function collectOwners<T>(
  path: string,
  root: XmlNode,
  { records, owners }: { readonly records: ReadonlySet<XmlNode>; readonly owners: ReadonlySet<XmlNode> },
  context: ReaderContext<T>,
): Promise<ReadonlyMap<XmlNode, readonly XmlElement[]>> {
  const found = new Map<XmlNode, GrowingElement[]>([...owners].map((owner) => [owner, []]));
  const stack: { readonly node: XmlNode | undefined; readonly element: GrowingElement | undefined }[] = [
    { node: root, element: undefined },
  ];
  const { sharedTextCharacters } = context.limits;
  let held = 0;
  await streamXml(
    path,
    context.limits,
    {
      open: (name, attributes) => {
        const parent = stack.at(-1);
        const node = parent?.node?.children.get(name);
        const isOwner = node !== undefined && owners.has(node);
        const within = parent?.element !== undefined && !(node !== undefined && records.has(node));
        const element = isOwner || within ? createElement(name, attributes) : undefined;
        // In the order in which they begin, as they are asked for.
        if (isOwner && element !== undefined) found.get(node)?.push(element);
        stack.push({ node, element });
      },
      text: (text) => {
        const element = stack.at(-1)?.element;
        if (element === undefined) return;
        addText(element, text);
        held += text.length;
        if (held > sharedTextCharacters)
          throw failReading('too-large', `What stands around the records has over ${sharedTextCharacters} characters`);
      },
      close: () => {
        const frame = stack.pop();
        const parent = stack.at(-1)?.element;
        const isOwner = frame?.node !== undefined && owners.has(frame.node);
        if (frame?.element !== undefined && parent !== undefined && !isOwner) addChild(parent, frame.element);
      },
      between: () => Promise.resolve(),
    },
    context.options.signal,
  );
  return found;
}
