const dayMs = 86_400_000;
const day1900 = Date.UTC(1900, 0, 1);
/** 1 January of the year 1, in days before 1970. */
const yearOne = -719_162;

/** A moment that SQL Server's scripts of old write as the bytes it keeps; undefined: of no form that is known. */
export function serverMoment(hex: string, type: string): string | undefined {
  const bytes = Buffer.from(hex, 'hex');
  if (type === 'datetime' && bytes.length === 8) {
    // Three hundred ticks are a second.
    return iso(day1900 + bytes.readInt32BE(0) * dayMs + Math.round((bytes.readUInt32BE(4) * 10) / 3));
  }
  if (type === 'smalldatetime' && bytes.length === 4) {
    return iso(day1900 + bytes.readUInt16BE(0) * dayMs + bytes.readUInt16BE(2) * 60_000);
  }
  if (type === 'date' && (bytes.length === 3 || bytes.length === 4)) {
    return iso((yearOne + bytes.readUIntLE(0, 3)) * dayMs)?.slice(0, 10);
  }
  if (type === 'datetime2' && bytes.length >= 7 && bytes.length <= 9) {
    const precision = bytes[0] ?? 0;
    const timeBytes = bytes.length - 4;
    if (precision > 7) return undefined;
    const ms = Math.round(bytes.readUIntLE(1, timeBytes) / 10 ** (precision - 3));
    return iso((yearOne + bytes.readUIntLE(1 + timeBytes, 3)) * dayMs + ms);
  }
  return undefined;
}

function iso(ms: number): string | undefined {
  const moment = new Date(ms);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, -1);
}
