import { geometryTypes } from './geometry.ts';

const type = `"type"\\s*:\\s*"(?:FeatureCollection|Feature|${geometryTypes.join('|')})"`;

const arcgisMember = /"(?:geometryType|spatialReference|fieldAliases|displayFieldName|objectIdFieldName)"\s*:/;
const arcgisFeature =
  /"features"\s*:\s*\[\s*\{\s*(?:"attributes"\s*:\s*\{[^{}]*\}\s*,\s*"geometry"|"geometry"\s*:\s*\{\s*"(?:x|points|paths|rings)")/;

/**
 * Whether the beginning of a JSON text is GeoJSON: an object says its type among its first members, and has what the
 * type must have, or it has features as ArcGIS does. A file that is named so is, whatever it says: then its faults are
 * told as those of a map.
 */
export function isGeoJson(start: string, fileName: string): boolean {
  if (/\.geojson(?:l|s|seq)?$/i.test(fileName)) return true;
  const text = start.replace(/^\[\s*(?=\{)/, '');
  if (!text.startsWith('{')) return false;
  // Members of the object itself, as far as the beginning shows them.
  const own = ownMembers(text);
  if (/"features"\s*:\s*\[/.test(own))
    return (
      isArcgis(text) ||
      /"type"\s*:\s*"FeatureCollection"/i.test(own) ||
      /"features"\s*:\s*\[[^\]]*?"type"\s*:\s*"Feature"/.test(text)
    );
  return new RegExp(type).test(own) && /"(?:geometry|coordinates|geometries)"\s*:/.test(own);
}

/** Whether an object has features as ArcGIS writes them. */
export function isArcgis(text: string): boolean {
  if (arcgisFeature.test(text)) return true;
  return /"features"\s*:\s*\[[^]*?"attributes"\s*:\s*\{/.test(text) && arcgisMember.test(ownMembers(text));
}

/** The text of an object without what lies in its members. */
function ownMembers(text: string): string {
  let own = '';
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (depth <= 1) own += character;
    if (inText) {
      if (character === '\\') {
        at++;
        if (depth <= 1) own += text[at] ?? '';
      } else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (--depth === 0) return own;
      if (depth === 1) own += character;
    }
  }
  return own;
}
