/**
 * `GET /api/v1/datasets/{id}/snapshots/{snapshot}/changes` as `getDatasetSnapshotChanges`: what a parameter picks one of
 * is named in the singular.
 */
export function operationIdOf(method: string, path: string): string {
  const parts = path
    .replace(/^\/api\/v\d+\//, '')
    .split('/')
    .map((part) => part.replace(/\.\{\w+\}$/, ''));
  const words = parts.flatMap((part, index) => {
    if (part.startsWith('{')) return [];
    const one = parts[index + 1]?.startsWith('{') === true ? part.replace(/s$/, '') : part;
    return one.split(/[^A-Za-z0-9]+/);
  });
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}
