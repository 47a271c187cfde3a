/** Columns whose length is not known beforehand. @module */

/** A typed array that doubles when it is full. */
export class Growing<Column extends Int32Array | Float64Array> {
  #values: Column;
  length = 0;

  constructor(readonly Type: new (length: number) => Column) {
    this.#values = new Type(1024);
  }

  /** Appends a value. */
  push(value: number): void {
    if (this.length === this.#values.length) {
      const longer = new this.Type(2 * this.length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.length++] = value;
  }

  /** The values so far: a view, not a copy. */
  done(): Column {
    return this.#values.subarray(0, this.length) as Column;
  }
}
