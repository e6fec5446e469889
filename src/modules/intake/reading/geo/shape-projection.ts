import { epsgDefinition, vn2000Definition } from '#platform/geo/projection.ts';
import { projectionUnknown } from './geo-warnings.ts';
import { mover, type GivenProjection } from './geojson-projection.ts';

/**
 * What a `.prj` says. VN-2000 is told by its name, and shifted as it has to be: files of map programs leave the shift out
 * or have it with signs that other programs read the other way.
 */
export function projectionOfPrj(wkt: string): GivenProjection {
  const name = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? wkt.slice(0, 100).trim();
  const isProjected = /PROJ(?:CS|CRS)\s*\[/i.test(wkt);
  if (isVn2000(wkt)) {
    const definition = isProjected ? vn2000Definition(parametersOf(wkt)) : epsgDefinition(4756);
    if (definition !== undefined) return { move: mover(definition), isPlaced: true, warnings: [] };
  }
  if (!isProjected && /WGS_?\s?(?:19)?84|CRS84/i.test(wkt)) return { move: undefined, isPlaced: false, warnings: [] };
  try {
    const move = mover(wkt);
    // Definitions that are understood in part show it when they are used.
    const isUseful = move({ type: 'Point', coordinates: [500_000, 1_400_000] }) !== undefined || !isProjected;
    if (isUseful) return { move, isPlaced: true, warnings: [] };
  } catch {
    // Neither well-known text nor a projection that the library has: it is said below.
  }
  return { move: undefined, isPlaced: false, warnings: [projectionUnknown(name)] };
}

function isVn2000(wkt: string): boolean {
  return /"[^"]*(?:VN[\s_-]?2000|Viet_?\s?nam_?\s?2000)[^"]*"/i.test(wkt);
}

function parametersOf(wkt: string): Parameters<typeof vn2000Definition>[0] {
  const parameter = (name: string): number | undefined => {
    const text = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*([-+\\d.eE]+)`, 'i').exec(wkt)?.[1];
    const value = Number(text);
    return text === undefined || !Number.isFinite(value) ? undefined : value;
  };
  return {
    meridian: parameter('(?:central_meridian|longitude of natural origin)') ?? 108.5,
    scale: parameter('(?:scale_factor|scale factor at natural origin)') ?? 0.9999,
    falseEasting: parameter('false[_ ]easting') ?? 500_000,
    falseNorthing: parameter('false[_ ]northing') ?? 0,
    originLatitude: parameter('(?:latitude_of_origin|latitude of natural origin)') ?? 0,
  };
}

/** What a `.cpg` names, where it is worth more than what the cells show: Western code pages are written unasked. */
export function charsetOfCpg(text: string): string | undefined {
  const name = text
    .replaceAll('\0', '')
    .trim()
    .toLowerCase()
    .replace(/^(?:ansi|oem|cp|ms)\s*[-_]?/, '');
  const label = name === '65001' ? 'utf-8' : /^125\d$/.test(name) ? `windows-${name}` : name;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'windows-1252' ? undefined : encoding;
  } catch {
    return undefined;
  }
}
