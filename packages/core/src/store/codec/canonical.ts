/**
 * JSON with the names of every object in the order of their UTF-16 units, as RFC 8785 has it. Only for what `JSON.stringify` cannot bring into
 * that order: an object lists names that look like indices first, by number, so `"10"` comes behind `"9"`.
 *
 * @module
 */

/** The canonical text of plain JSON data. */
export function canonicalText(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonicalText).join(",")}]`;
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const object = json as Readonly<Record<string, unknown>>;
  const names = Object.keys(object).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(object[name])}`).join(",")}}`;
}
