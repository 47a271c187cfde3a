/**
 * The values that JSON lacks, and how each is written: `{"$":"bigint","v":"1"}`. Values that hold others (maps, sets, objects with a `$`) are
 * in `encode.ts` and `decode.ts`; here are those that one text says.
 *
 * @module
 */

import { base64, bytesOfBase64 } from "./base64.js";

/** Reads the text of a tagged value; `undefined` where it is not exactly what would have been written. */
export type ReadTag = (text: string) => unknown;

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

/** Whether JSON has the number. */
export function isPlainNumber(value: number): boolean {
  return value === 0 ? 1 / value > 0 : Number.isFinite(value);
}

/** The text of a number that JSON lacks. */
export function oddNumber(value: number): string {
  return value === 0 ? "-0" : String(value);
}

interface BufferView {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
}

interface ViewClass {
  readonly BYTES_PER_ELEMENT: number;
  readonly prototype: object;
  new (buffer: ArrayBuffer): object;
}

/** Smallest first; `Float16Array` is younger than some runtimes. */
const VIEWS: readonly string[] = [
  "Uint8Array",
  "Uint8ClampedArray",
  "Int8Array",
  "Uint16Array",
  "Int16Array",
  "Float16Array",
  "Uint32Array",
  "Int32Array",
  "Float32Array",
  "BigUint64Array",
  "BigInt64Array",
  "Float64Array",
];

const viewClass = (name: string): ViewClass | undefined => (globalThis as unknown as Record<string, ViewClass | undefined>)[name];

const isLittleEndian = (): boolean => new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Bytes with the order inside each element turned round, on machines that keep the highest byte first. */
function littleEndian(bytes: Uint8Array, size: number): Uint8Array {
  if (size === 1 || isLittleEndian()) return bytes;
  const turned = bytes.slice();
  for (let i = 0; i < turned.length; i += size) turned.subarray(i, i + size).reverse();
  return turned;
}

/** The name and the text of a typed array or an `ArrayBuffer`, or `null` for anything else, subclasses and shared memory included. */
export function taggedBytes(value: object, prototype: object | null): { readonly tag: string; readonly text: string } | null {
  if (prototype === ArrayBuffer.prototype) {
    // Reading a property of an impostor throws, and the caller takes that for a refusal.
    const length = Reflect.get(ArrayBuffer.prototype, "byteLength", value) as number;
    return { tag: "ArrayBuffer", text: base64(new Uint8Array(value as ArrayBuffer, 0, length)) };
  }
  const tag = VIEWS.find((name) => viewClass(name)?.prototype === prototype);
  if (tag === undefined || !ArrayBuffer.isView(value)) return null;
  const { buffer, byteOffset, byteLength } = value as BufferView;
  if (!(buffer instanceof ArrayBuffer)) return null;
  const size = viewClass(tag)?.BYTES_PER_ELEMENT as number;
  return { tag, text: base64(littleEndian(new Uint8Array(buffer, byteOffset, byteLength), size)) };
}

function readView(tag: string): ReadTag {
  return (text) => {
    const bytes = bytesOfBase64(text);
    const view = viewClass(tag);
    if (bytes === null || view === undefined || bytes.length % view.BYTES_PER_ELEMENT !== 0) return undefined;
    return new view(littleEndian(bytes, view.BYTES_PER_ELEMENT).buffer as ArrayBuffer);
  };
}

/** How each tag's text is read. */
export const READ_TAG: ReadonlyMap<string, ReadTag> = new Map<string, ReadTag>([
  ["number", (text) => NUMBERS.get(text)],
  ["bigint", (text) => (/^(?:0|-?[1-9]\d*)$/.test(text) ? BigInt(text) : undefined)],
  [
    "date",
    (text) => {
      const date = new Date(text);
      return Number.isFinite(date.getTime()) && date.toISOString() === text ? date : undefined;
    },
  ],
  ["ArrayBuffer", (text) => bytesOfBase64(text)?.buffer],
  ...VIEWS.map((tag): [string, ReadTag] => [tag, readView(tag)]),
]);
