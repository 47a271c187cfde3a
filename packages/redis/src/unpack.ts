/**
 * MessagePack as `cmsgpack` writes it inside Redis: the part of the format that heads of records use (texts, whole numbers, booleans, arrays,
 * maps with text keys). Format: https://github.com/msgpack/msgpack/blob/master/spec.md
 *
 * @module
 */

/** A value of a head. Maps have no prototype: a stream may be called `constructor`. */
export type Packed = string | number | boolean | null | readonly Packed[] | { readonly [name: string]: Packed };

/** Reads values one behind the other. @throws RangeError where the bytes are none. */
export function unpack(bytes: Buffer): readonly Packed[] {
  let at = 0;
  const text = (length: number): string => {
    at += length;
    if (at > bytes.length) throw new RangeError("cut off");
    return bytes.toString("utf8", at - length, at);
  };
  const array = (length: number): readonly Packed[] => {
    const values: Packed[] = [];
    for (let i = 0; i < length; i++) values.push(value());
    return values;
  };
  const map = (length: number): Packed => {
    const values: Record<string, Packed> = Object.create(null);
    for (let i = 0; i < length; i++) values[String(value())] = value();
    return values;
  };
  const skip = (length: number): number => {
    at += length;
    return at - length;
  };
  function value(): Packed {
    const type = bytes.readUInt8(skip(1));
    if (type < 0x80) return type;
    if (type < 0x90) return map(type & 15);
    if (type < 0xa0) return array(type & 15);
    if (type < 0xc0) return text(type & 31);
    if (type >= 0xe0) return type - 256;
    switch (type) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return bytes.readFloatBE(skip(4));
      case 0xcb:
        return bytes.readDoubleBE(skip(8));
      case 0xcc:
        return bytes.readUInt8(skip(1));
      case 0xcd:
        return bytes.readUInt16BE(skip(2));
      case 0xce:
        return bytes.readUInt32BE(skip(4));
      case 0xcf:
        return bytes.readUInt32BE(skip(4)) * 2 ** 32 + bytes.readUInt32BE(skip(4));
      case 0xd0:
        return bytes.readInt8(skip(1));
      case 0xd1:
        return bytes.readInt16BE(skip(2));
      case 0xd2:
        return bytes.readInt32BE(skip(4));
      case 0xd3:
        return bytes.readInt32BE(skip(4)) * 2 ** 32 + bytes.readUInt32BE(skip(4));
      case 0xd9:
        return text(bytes.readUInt8(skip(1)));
      case 0xda:
        return text(bytes.readUInt16BE(skip(2)));
      case 0xdb:
        return text(bytes.readUInt32BE(skip(4)));
      case 0xdc:
        return array(bytes.readUInt16BE(skip(2)));
      case 0xde:
        return map(bytes.readUInt16BE(skip(2)));
      default:
        throw new RangeError("of an unknown type");
    }
  }
  const all: Packed[] = [];
  while (at < bytes.length) all.push(value());
  return all;
}
