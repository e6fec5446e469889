import { foldHeading } from '#platform/text/fold-heading.ts';
import type { ReadOptions } from '../read-options.ts';
import { levelsOf, type XmlList } from './find-lists.ts';
import { columnNames, planRecord } from './record-columns.ts';
import type { XmlNode } from './survey.ts';

type Expected = NonNullable<ReadOptions['expectedHeadings']>;

interface Fit {
  /** Fields that a row of this level can give, from what stands around it too. */
  readonly all: number;
  /** Fields of the elements themselves. */
  readonly own: number;
}

/**
 * Of records within records (lines of orders) those that are the contract's: the level that gives most of its fields, and
 * of two that give as many the one whose elements say them of themselves. It changes nothing where that decides nothing.
 */
export function levelOfContract(list: XmlList, expected: Expected): XmlList {
  let best = list;
  let bestFit = fitOf(list, expected);
  for (const level of levelsOf(list)) {
    const fit = fitOf(level, expected);
    if (fit.all < bestFit.all || (fit.all === bestFit.all && fit.own <= bestFit.own)) continue;
    best = level;
    bestFit = fit;
  }
  return best;
}

function fitOf({ record, owners }: XmlList, expected: Expected): Fit {
  const path = new Set([record, ...owners]);
  const own = headingsOf(record, path);
  const all = new Set([
    ...own,
    ...owners.flatMap((owner) => [...headingsOf(owner, path), ...headingsOf(owner, path, `${owner.name}.`)]),
  ]);
  const fields = (headings: ReadonlySet<string>): number =>
    expected.filter((names) => names.some((name) => headings.has(name))).length;
  return { all: fields(all), own: fields(own) };
}

function headingsOf(node: XmlNode, path: ReadonlySet<XmlNode>, prefix = ''): ReadonlySet<string> {
  const columns = columnNames();
  planRecord(node, columns, prefix, node.name, path);
  return new Set(columns.names.map(foldHeading));
}
