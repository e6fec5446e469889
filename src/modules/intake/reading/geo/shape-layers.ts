/** The files of one layer in an archive, by their paths. */
export interface ShapeLayer {
  /** Path of the `.shp`. */
  readonly path: string;
  readonly parts: ReadonlyMap<ShapePart, string>;
}

export type ShapePart = 'shp' | 'dbf' | 'prj' | 'cpg';

const parts: ReadonlySet<string> = new Set<ShapePart>(['shp', 'dbf', 'prj', 'cpg']);

/** Files that map programs put beside a layer and that hold no rows. */
const beside = /\.(?:shx|sbn|sbx|qix|qpj|qmd|qml|fix|shp\.xml|atx|ain|aih|fbn|fbx|ixs|mxs|lyr|sld|idm|ind)$/i;

/** Layers of shapefiles among the members of an archive, in their order; what they need is told by the name before the dot. */
export function shapeLayers(members: readonly string[]): readonly ShapeLayer[] {
  const byStem = new Map<string, Map<ShapePart, string>>();
  for (const path of members) {
    const [, stem = '', suffix = ''] = /^(.*)\.([^./]+)$/.exec(path) ?? [];
    const part = suffix.toLowerCase();
    if (!isPart(part)) continue;
    const layer = byStem.get(stem.toLowerCase()) ?? new Map<ShapePart, string>();
    layer.set(part, path);
    byStem.set(stem.toLowerCase(), layer);
  }
  return [...byStem.values()].flatMap((layer) => {
    const path = layer.get('shp');
    return path === undefined ? [] : [{ path, parts: layer }];
  });
}

/** Names of tables. Of texts, pages and XML that lie beside maps most only tell about them. */
const table =
  /\.(?:csv|tsv|xlsx|xlsm|xls|xlsb|ods|json|ndjson|jsonl|geojson|kml|parquet|dbf|mdb|accdb|sqlite3?|sql|gz|zst)$/i;

export function isTableBeside(path: string): boolean {
  return table.test(path);
}

/** Members that belong to no layer. */
export function otherMembers(members: readonly string[], layers: readonly ShapeLayer[]): readonly string[] {
  const used = new Set(layers.flatMap(({ parts: layer }) => [...layer.values()]));
  return members.filter((path) => !used.has(path) && !beside.test(path));
}

function isPart(suffix: string): suffix is ShapePart {
  return parts.has(suffix);
}
