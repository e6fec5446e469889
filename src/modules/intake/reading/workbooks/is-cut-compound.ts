const free = 0xffffffff;
/** Numbers from here on are marks (end of chain, table sector), not places. */
const firstMark = 0xfffffffa;
const directoryAt = 48;
const firstTableAt = 76;
const tablesInHeader = 109;

/**
 * Whether a compound file (xls) ends before a sector that its directory or a chain of its allocation tables leads to. The library would read
 * what is left and say nothing. Tables that the header does not list itself (past 6.8 MB) are not looked at.
 */
export function isCutCompound(bytes: Buffer): boolean {
  if (bytes.length < 512) return true;
  const sector = 1 << bytes.readUInt16LE(30);
  if (sector !== 512 && sector !== 4096) return true;
  const sectors = Math.ceil((bytes.length - sector) / sector);
  const entries = sector / 4;
  if (bytes.readUInt32LE(directoryAt) >= sectors) return true;
  for (let table = 0; table < tablesInHeader; table++) {
    const place = bytes.readUInt32LE(firstTableAt + 4 * table);
    if (place === free) break;
    const start = (place + 1) * sector;
    if (start + sector > bytes.length) return true;
    for (let entry = 0; entry < entries && table * entries + entry < sectors; entry++) {
      const next = bytes.readUInt32LE(start + 4 * entry);
      if (next < firstMark && next >= sectors) return true;
    }
  }
  return false;
}
