/** Sequences of small numbers as a tree in typed arrays: built once, walked without allocating. */
import { invariant } from '../basics.ts';

const FIRST_ROOM = 1_024;

/** What is walked: places that go on alike are one, so that all of it stays near at hand. */
export interface Tree {
  /** For each place its next place by number, `width` to a row; 0 where nothing goes on so. */
  readonly next: Uint16Array;
  /** What ends at each place; 0 where nothing does. */
  readonly values: Uint16Array;
}

/** Grows while it is built. Of two places the one that leads to the other comes first. */
export class TreeBuilder {
  readonly #width: number;
  #next: Int32Array;
  values = new Uint16Array(FIRST_ROOM);
  places = 1;

  /** @param width more than any number of a sequence */
  constructor(width: number) {
    this.#width = width;
    this.#next = new Int32Array(FIRST_ROOM * width);
  }

  /** The place that a sequence leads to, made where it is new. */
  placeOf(sequence: Iterable<number>): number {
    let place = 0;
    for (const one of sequence) {
      const at = place * this.#width + one;
      if (this.#next[at] === 0) {
        if (this.places === this.values.length) this.#double();
        this.#next[at] = this.places;
        this.places += 1;
      }
      place = this.#next[at] ?? 0;
    }
    return place;
  }

  /** Every place that a place leads to. */
  after(place: number): number[] {
    const row = this.#next.subarray(place * this.#width, (place + 1) * this.#width);
    return Array.from(row.filter((next) => next !== 0));
  }

  merged(): Tree {
    const width = this.#width;
    const kept: number[] = [];
    const ids = new Int32Array(this.places);
    const known = new Map<string, number>();
    // From the ends on, so that what follows a place is merged before it.
    for (let place = this.places - 1; place >= 0; place -= 1) {
      let form = `${this.values[place]}`;
      for (let one = 0; one < width; one += 1) {
        const next = this.#next[place * width + one] ?? 0;
        if (next !== 0) form += ` ${one} ${ids[next]}`;
      }
      let id = known.get(form);
      if (id === undefined) {
        id = kept.length;
        known.set(form, id);
        kept.push(place);
      }
      ids[place] = id;
    }
    // The root is met last, and begins the tree.
    const last = kept.length - 1;
    invariant(last < 2 ** 16, 'a place fits sixteen bits');
    const next = new Uint16Array(kept.length * width);
    const values = new Uint16Array(kept.length);
    for (const [id, place] of kept.entries()) {
      values[last - id] = this.values[place] ?? 0;
      for (let one = 0; one < width; one += 1) {
        const to = this.#next[place * width + one] ?? 0;
        if (to !== 0) next[(last - id) * width + one] = last - (ids[to] ?? 0);
      }
    }
    return { next, values };
  }

  #double(): void {
    const next = new Int32Array(this.#next.length * 2);
    next.set(this.#next);
    this.#next = next;
    const values = new Uint16Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
  }
}
