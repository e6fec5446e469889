import type { XmlList } from './find-lists.ts';
import type { XmlNode } from './survey.ts';

/** Elements of GPX from the outermost to the points, which are the rows, however many of each there are. */
const paths: readonly (readonly string[])[] = [['wpt'], ['rte', 'rtept'], ['trk', 'trkseg', 'trkpt']];

/**
 * Waypoints, and the points of routes and tracks with what these are called: a number says to which route, track and
 * segment a point belongs, since few of those have a name. Undefined: the document is no GPX.
 */
export function gpxLists(root: XmlNode): readonly XmlList[] | undefined {
  const gpx = root.children.get('gpx');
  if (gpx === undefined || root.children.size > 1) return undefined;
  const found = paths.flatMap((path): readonly XmlList[] => {
    const nodes: XmlNode[] = [];
    for (const name of path) {
      const node = (nodes.at(-1) ?? gpx).children.get(name);
      if (node === undefined) return [];
      nodes.push(node);
    }
    const record = nodes.at(-1);
    return record === undefined ? [] : [{ record, owners: nodes.slice(0, -1), numbered: true }];
  });
  return found.length === 0 ? undefined : found;
}
