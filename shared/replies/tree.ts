/** Sequences of small numbers as a tree in typed arrays: built once, walked without allocating. */
const FIRST_ROOM = 1_024;

/** Grows while it is built; read `next` and `values` afterwards, when they move no more. */
export class Tree {
  readonly #width: number;
  /** For each place its next place by number, `width` to a row; 0 where nothing goes on so. */
  next: Int32Array;
  /** What ends at each place; 0 where nothing does. */
  values = new Uint16Array(FIRST_ROOM);
  #places = 1;

  /** @param width more than any number of a sequence */
  constructor(width: number) {
    this.#width = width;
    this.next = new Int32Array(FIRST_ROOM * width);
  }

  /** The place that a sequence leads to, made where it is new. */
  placeOf(sequence: Iterable<number>): number {
    let place = 0;
    for (const one of sequence) {
      const at = place * this.#width + one;
      if (this.next[at] === 0) {
        if (this.#places === this.values.length) this.#double();
        this.next[at] = this.#places;
        this.#places += 1;
      }
      place = this.next[at] ?? 0;
    }
    return place;
  }

  #double(): void {
    const next = new Int32Array(this.next.length * 2);
    next.set(this.next);
    this.next = next;
    const values = new Uint16Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
  }
}
