/** Copies of bodies that wait to be sent, in memory that is used again: fresh memory costs more than the copying. @module */

/** Below that, Node's own pool is as good. */
const SMALL = 4096;

/** So many places are kept, none for larger bodies than that: they are held as long as the store. */
const KEPT = 4;
const LARGE = 2 ** 20;

/** Makes copies, and takes their places back. */
export class Copies {
  readonly #free: ArrayBufferLike[] = [];

  /** Bytes as they are now: the caller may do with its own what it likes while they wait to be sent. */
  of(bytes: Uint8Array): Buffer {
    if (bytes.length < SMALL || bytes.length > LARGE) return Buffer.from(bytes);
    let place = this.#free.pop();
    // Powers of two, so that a body that grew fits where it was before.
    if (place === undefined || place.byteLength < bytes.length) place = new ArrayBuffer(2 ** Math.ceil(Math.log2(bytes.length)));
    const copy = Buffer.from(place, 0, bytes.length);
    copy.set(bytes);
    return copy;
  }

  /** Takes the place of a copy back. Only once the command was answered: until then a client may send it (again). */
  giveBack(copy: unknown): void {
    if (copy instanceof Buffer && copy.length >= SMALL && copy.length <= LARGE && this.#free.length < KEPT) this.#free.push(copy.buffer);
  }
}
