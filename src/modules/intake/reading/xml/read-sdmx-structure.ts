import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import { withOpenTable, type ReaderContext, type ReadPart, type SourceFile } from '../reader.ts';
import { createTableRecogniser } from '../recognition/recognise-table.ts';
import {
  addChild,
  addText,
  childOf,
  createElement,
  textCell,
  attributeOf,
  type GrowingElement,
  type XmlElement,
} from './element.ts';
import type { PreparedXml } from './prepare-xml.ts';
import { streamXml } from './stream-xml.ts';

interface Code {
  readonly list: string;
  readonly agency: string | null;
  readonly code: XmlElement;
}

/** Reads the code lists of a message with structures as one table of codes, a name and description for each language. */
export async function readStructure<T>(
  source: SourceFile,
  text: PreparedXml,
  context: ReaderContext<T>,
): Promise<ReadPart<T>> {
  const names = new Set<string>();
  let codes = 0;
  await eachCode(
    text,
    context,
    1,
    ({ code }) => {
      codes++;
      for (const name of languagesOf(code)) names.add(name);
    },
    () => Promise.resolve(),
  );
  if (codes === 0) throw failReading('table-not-found', 'The SDMX message has neither observations nor code lists');
  const spoken = [...names];
  const columns = ['codelist', 'agency', 'code', 'parent', ...spoken];
  return withOpenTable(context, async (opened) => {
    const recogniser = createTableRecogniser(
      { columnLimit: context.limits.columns, listsTrailingBlanks: true, columns },
      opened.sink,
    );
    let row = 0;
    await eachCode(
      text,
      context,
      2,
      ({ list, agency, code }) => {
        const texts = new Map(languageTexts(code));
        const cells: Cell[] = [
          list,
          agency,
          attributeOf(code, 'id') ?? attributeOf(code, 'value') ?? null,
          parentOf(code),
          ...spoken.map((name) => texts.get(name) ?? null),
        ];
        recogniser.push({ row: ++row, cells });
      },
      opened.flush,
    );
    const table = recogniser.end();
    if (table === undefined) throw failReading('table-empty', 'The code lists are empty');
    return {
      format: 'sdmx',
      encoding: text.encoding,
      dialect: null,
      warnings: text.warnings,
      rows: table.rowCount,
      tables: [await opened.close({ ...table, name: source.name })],
    };
  });
}

async function eachCode<T>(
  text: PreparedXml,
  context: ReaderContext<T>,
  pass: 1 | 2,
  onCode: (code: Code) => void,
  flush: () => Promise<void>,
): Promise<void> {
  const stack: GrowingElement[] = [];
  let list: { readonly id: string; readonly agency: string | null } | undefined;
  await streamXml(
    text.path,
    context.limits,
    {
      open: (name, attributes) => {
        if (/^code-?list$/i.test(name))
          list = { id: attributes['id'] ?? '', agency: attributes['agencyID'] ?? attributes['agency'] ?? null };
        if (stack.length > 0 || (name === 'Code' && list !== undefined)) stack.push(createElement(name, attributes));
      },
      text: (part) => {
        const element = stack.at(-1);
        if (element !== undefined && element.size < context.limits.rowBytes) addText(element, part);
      },
      close: (name) => {
        const element = stack.pop();
        if (element === undefined) {
          if (/^code-?list$/i.test(name)) list = undefined;
          return;
        }
        const parent = stack.at(-1);
        if (parent !== undefined) addChild(parent, element);
        else if (list !== undefined) onCode({ list: list.id, agency: list.agency, code: element });
      },
      between: async (done) => {
        context.onProgress(((pass - 1) * text.bytes + done) / 2, text.bytes);
        await flush();
      },
    },
    context.options.signal,
  );
}

function languagesOf(code: XmlElement): readonly string[] {
  return languageTexts(code).map(([name]) => name);
}

/** `name.vi`, `description.en`; in SDMX 2.0 the description is the name. */
function languageTexts(code: XmlElement): readonly (readonly [string, Cell])[] {
  return code.children
    .filter(({ name }) => name === 'Name' || name === 'Description')
    .map((child) => [`${child.name.toLowerCase()}.${attributeOf(child, 'lang') ?? 'en'}`, textCell(child)]);
}

function parentOf(code: XmlElement): Cell {
  const parent = childOf(code, 'Parent');
  if (parent === undefined) return attributeOf(code, 'parentCode') ?? null;
  const reference = childOf(parent, 'Ref');
  return reference === undefined ? textCell(parent) : (attributeOf(reference, 'id') ?? null);
}
