/**
 * The random numbers of NumPy's `RandomState(seed)`: MT19937 seeded with one 32-bit integer, whole numbers by masked rejection, permutations by
 * Fisher and Yates from the end. NumPy has frozen that stream (NEP 19), so a seed here gives the split that the same `random_state` gives in
 * scikit-learn, today and later. Nothing is drawn from a generator that is shared.
 *
 * Matsumoto, Nishimura: Mersenne Twister (ACM TOMACS 8, 1998), `init_genrand` of the 2002 version.
 *
 * @module
 */

const SIZE = 624;
const MIDDLE = 397;
const TWO_32 = 2 ** 32;

/** NumPy's legacy generator. */
export class RandomState {
  readonly #state = new Uint32Array(SIZE);
  #at = SIZE;

  /** `seed`: a whole number from 0 to 2^32 − 1. */
  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const before = state[i - 1] as number;
      state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
  }

  /** The next 32 random bits. */
  uint32(): number {
    if (this.#at === SIZE) this.#twist();
    let y = this.#state[this.#at++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let k = 0; k < SIZE; k++) {
      const y = ((state[k] as number) & 0x80000000) | ((state[(k + 1) % SIZE] as number) & 0x7fffffff);
      state[k] = (state[(k + MIDDLE) % SIZE] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }

  /** A whole number from 0 to `max`, which is below 2^53, each as likely as the others. */
  upTo(max: number): number {
    if (max === 0) return 0;
    if (max > 0xffffffff) return this.#wideUpTo(max);
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const value = (this.uint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  /** The same of two words, the upper one first. */
  #wideUpTo(max: number): number {
    const mask = 0xffffffff >>> Math.clz32(Math.floor(max / TWO_32));
    for (;;) {
      const upper = (this.uint32() & mask) >>> 0;
      const value = upper * TWO_32 + this.uint32();
      if (value <= max) return value;
    }
  }

  /** The numbers 0 to `length` − 1 in random order. */
  permutation(length: number): Int32Array {
    const numbers = Int32Array.from({ length }, (_, i) => i);
    for (let i = length - 1; i > 0; i--) {
      const j = this.upTo(i);
      const number = numbers[i] as number;
      numbers[i] = numbers[j] as number;
      numbers[j] = number;
    }
    return numbers;
  }
}
