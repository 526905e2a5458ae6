/**
 * A fixed set of whole numbers, asked at every word of every reply: one place in a typed array is
 * looked at for most that are not in it, where a Set of the language takes a call.
 */

/** Eight places to a number: seven of eight that are not in the set meet an empty one. */
const ROOM = 8;

/** @example new NumberSet([hashOf('stop')]).has(hashOf('stop')) // true */
export class NumberSet {
  readonly #places: Int32Array;
  /** An empty place holds 0. */
  readonly #hasZero: boolean;

  constructor(numbers: Iterable<number>) {
    const all = [...new Set(numbers)].map((number) => number | 0);
    this.#hasZero = all.includes(0);
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(ROOM * (all.length + 1))));
    for (const number of all) this.#places[this.#placeOf(number)] = number;
  }

  /** @param number of 32 bits */
  has(number: number): boolean {
    return number === 0 ? this.#hasZero : this.#places[this.#placeOf(number)] === number;
  }

  /** Where a number is, or the empty place where it would be. */
  #placeOf(number: number): number {
    const places = this.#places;
    const last = places.length - 1;
    let place = (number ^ (number >>> 15)) & last;
    while (places[place] !== 0 && places[place] !== number) place = (place + 1) & last;
    return place;
  }
}
