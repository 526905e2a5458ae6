/** Ids nobody can guess: 16 bytes of the system's randomness, as 32 hex digits. */
import { randomFillSync } from 'node:crypto';

const BYTES = 16;
/** Drawn this many at a time: one draw takes as long as reading a text's words. */
const DRAWN = 128;
const pool = Buffer.alloc(BYTES * DRAWN);
let next = pool.length;

export function randomId(): string {
  if (next === pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  next += BYTES;
  return pool.toString('hex', next - BYTES, next);
}
