/** Columns that grow as a file is read, piece by piece. Memory reserved and not yet written is not taken. @module */

/** A typed array that doubles when it is full. */
class Growing<A extends Float64Array | Int32Array> {
  #values: A;
  #length = 0;

  constructor(empty: A) {
    this.#values = empty;
  }

  add(values: A): void {
    if (this.#length + values.length > this.#values.length) {
      const larger = new (this.#values.constructor as new (length: number) => A)(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  done(): A {
    return this.#values.subarray(0, this.#length) as A;
  }
}

/** Doubles. */
export class GrowingDoubles extends Growing<Float64Array> {
  constructor() {
    super(new Float64Array(65_536));
  }
}

/** Day numbers. */
export class GrowingDays extends Growing<Int32Array> {
  constructor() {
    super(new Int32Array(65_536));
  }
}

/** Names; rows with one name share it. */
export class GrowingNames {
  readonly #known = new Map<string, string>();
  readonly #values: (string | null)[] = [];

  add(texts: readonly (string | null)[]): void {
    for (const text of texts) {
      if (text === null) {
        this.#values.push(null);
        continue;
      }
      const known = this.#known.get(text);
      if (known === undefined) this.#known.set(text, text);
      this.#values.push(known ?? text);
    }
  }

  done(): readonly (string | null)[] {
    return this.#values;
  }
}
