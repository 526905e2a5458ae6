/**
 * When, after an opening, a text that waited for it leaves. Each text has its own delay by its id,
 * always the same, so that a night's texts do not all leave in the first second. It does not know
 * when a place opens.
 */
import { type Instant, MINUTE, SECOND } from '../basics.ts';
import { openingSpreadMinutes } from '../data/quiet-hours.ts';

/**
 * @param opening the first open instant of the window
 * @param id of the message: the same id, the same instant
 * @param window the first closed instant after it
 * @returns a whole number of seconds after the opening, within the first half of the window
 */
export function spreadOpening(
  opening: Instant,
  id: string,
  { closes }: { readonly closes: Instant },
): Instant {
  const room = Math.min(openingSpreadMinutes * MINUTE, (closes - opening) / 2);
  return opening + Math.floor(fractionOf(id) * (room / SECOND)) * SECOND;
}

/** Evenly from 0 to below 1 over all ids: FNV-1a, its bits mixed so that near ids lie apart. */
function fractionOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
