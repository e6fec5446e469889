import { posix } from 'node:path';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { unzip } from './zip.ts';

/** The children of a worksheet in the order of its schema (ECMA-376 part 1, §18.3.1.99); Excel refuses any other. */
const worksheetOrder =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing'.split(
    ' ',
  );
const styleOrder = 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles'.split(' ');
const formatOrder = ['alignment', 'protection'];

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Tag[];
  text: string;
}

/** What would make a spreadsheet program call a workbook damaged, as far as it can be told without one; empty: nothing. */
export async function workbookFaults(bytes: Buffer): Promise<readonly string[]> {
  const parts = await unzip(bytes);
  const faults: string[] = [];
  const trees = new Map<string, Tag>();
  for (const [path, content] of parts) {
    try {
      trees.set(path, parse(content.toString('utf8')));
    } catch (error) {
      faults.push(`${path}: ${String(error)}`);
    }
  }
  const tree = (path: string) => trees.get(path) ?? { name: '', attributes: {}, children: [], text: '' };
  faults.push(...typeFaults(tree('[Content_Types].xml'), parts.keys()));
  for (const [path, relations] of trees)
    if (path.endsWith('.rels')) faults.push(...relationFaults(path, relations, parts));
  const styles = tree('xl/styles.xml');
  faults.push(...orderFaults('xl/styles.xml', styles, styleOrder), ...countFaults('xl/styles.xml', styles));
  const formats = all(styles, 'cellXfs')[0]?.children ?? [];
  for (const format of formats) faults.push(...orderFaults('xf', format, formatOrder));
  const names = all(tree('xl/workbook.xml'), 'sheet').map(({ attributes }) => attributes['name'] ?? '');
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) faults.push('two sheets have one name');
  for (const name of names)
    if (name === '' || name.length > 31 || /[[\]:*?/\\]/.test(name)) faults.push(`sheet «${name}»`);
  for (const [path, sheet] of trees) {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(path)) faults.push(...sheetFaults(path, sheet, formats.length, trees));
  }
  return faults;
}

function typeFaults(types: Tag, paths: Iterable<string>): readonly string[] {
  const extensions = new Set(all(types, 'Default').map(({ attributes }) => attributes['Extension']));
  const named = all(types, 'Override').map(({ attributes }) => attributes['PartName'] ?? '');
  const known = new Set(paths);
  return [
    ...[...known].filter((path) => !named.includes(`/${path}`) && !extensions.has(path.split('.').at(-1))),
    ...named.filter((path) => !known.has(path.slice(1))),
    ...named.filter((path, index) => named.indexOf(path) !== index),
  ].map((path) => `content type of ${path}`);
}

function relationFaults(path: string, tree: Tag, parts: ReadonlyMap<string, Buffer>): readonly string[] {
  const folder = posix.dirname(posix.dirname(path));
  const relations = all(tree, 'Relationship').map(({ attributes }) => attributes);
  const ids = relations.map(({ Id }) => Id);
  return [
    ...(new Set(ids).size < ids.length ? [`${path}: an id stands twice`] : []),
    ...relations.flatMap(({ Target = '' }) => (parts.has(posix.join(folder, Target)) ? [] : [`${path}: no ${Target}`])),
  ];
}

function sheetFaults(path: string, sheet: Tag, styles: number, trees: ReadonlyMap<string, Tag>): readonly string[] {
  const faults = [...orderFaults(path, sheet, worksheetOrder), ...countFaults(path, sheet)];
  let lastRow = 0;
  for (const row of all(sheet, 'row')) {
    const number = Number(row.attributes['r']);
    if (number <= lastRow || number > 1_048_576) faults.push(`${path}: row ${number} after ${lastRow}`);
    lastRow = number;
    let lastColumn = '';
    for (const { attributes, children } of row.children) {
      const [, column = '', place] = /^([A-Z]{1,3})(\d+)$/.exec(attributes['r'] ?? '') ?? [];
      if (Number(place) !== number || !isBehind(column, lastColumn)) faults.push(`${path}: cell ${attributes['r']}`);
      lastColumn = column;
      if (Number(attributes['s'] ?? 0) >= styles) faults.push(`${path}: style of ${attributes['r']}`);
      const text = all({ name: '', attributes: {}, children, text: '' }, 't')[0]?.text ?? '';
      if (text.length > 32_767) faults.push(`${path}: the text of ${attributes['r']} is too long`);
    }
  }
  for (const { attributes } of all(sheet, 'dataValidation')) {
    const { promptTitle = '', prompt = '', errorTitle = '', error = '', sqref = '' } = attributes;
    if (promptTitle.length > 32 || errorTitle.length > 32 || prompt.length > 255 || error.length > 225)
      faults.push(`${path}: words of ${sqref}`);
    if (!/^[A-Z]+\d+:[A-Z]+\d+$/.test(sqref)) faults.push(`${path}: range «${sqref}»`);
  }
  for (const formula of all(sheet, 'formula1')) if (formula.text === '') faults.push(`${path}: an empty formula`);
  return [...faults, ...noteFaults(path, sheet, trees)];
}

/** Each note has a box at its cell, each cell one note, and the boxes' numbers are used once in a workbook. */
function noteFaults(path: string, sheet: Tag, trees: ReadonlyMap<string, Tag>): readonly string[] {
  const number = /(\d+)\.xml$/.exec(path)?.[1] ?? '';
  const notes = all(trees.get(`xl/comments${number}.xml`) ?? sheet, 'comment').map(
    ({ attributes }) => attributes['ref'],
  );
  const shapes = all(trees.get(`xl/drawings/vmlDrawing${number}.vml`) ?? sheet, 'v:shape');
  const ids = [...trees.values()].flatMap((tree) => all(tree, 'v:shape')).map(({ attributes }) => attributes['id']);
  return [
    ...(notes.length === shapes.length ? [] : [`${path}: ${notes.length} notes, ${shapes.length} boxes`]),
    ...(new Set(notes).size === notes.length ? [] : [`${path}: two notes at one cell`]),
    ...(new Set(ids).size === ids.length ? [] : [`${path}: two boxes of one number`]),
    ...(all(sheet, 'legacyDrawing').length === (notes.length > 0 ? 1 : 0) ? [] : [`${path}: its drawing`]),
  ];
}

function orderFaults(path: string, tag: Tag, order: readonly string[]): readonly string[] {
  const places = tag.children.map(({ name }) => order.indexOf(name));
  const right = places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
  return right ? [] : [`${path}: ${tag.children.map(({ name }) => name).join(' ')}`];
}

function countFaults(path: string, tag: Tag): readonly string[] {
  return tag.children.flatMap(({ name, attributes, children }) =>
    attributes['count'] === undefined || Number(attributes['count']) === children.length
      ? []
      : [`${path}: count of ${name}`],
  );
}

function isBehind(column: string, before: string): boolean {
  return column.length > before.length || (column.length === before.length && column > before);
}

function all(tag: Tag, name: string): readonly Tag[] {
  return tag.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function parse(xml: string): Tag {
  const root: Tag = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const made: Tag = { name: tag.name, attributes: tag.attributes, children: [], text: '' };
    open.at(-1)?.children.push(made);
    open.push(made);
  });
  parser.on('text', (text) => {
    const at = open.at(-1);
    if (at !== undefined) at.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0] ?? root;
}
