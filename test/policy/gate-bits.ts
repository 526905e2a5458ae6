/** An answer of the gate in the bits of the oracle, so that millions compare without garbage. */
import type { Judgement } from '#shared/gate.ts';
import { BITS, DEFER, DENY } from './oracle.ts';

/** What no answer of the oracle is. */
const DISORDER = -1;

const OUTCOMES = { allow: 0, defer: DEFER, deny: DENY } as const;

/** Of reasons out of order, twice or unknown: a number that equals no answer. */
export function gateBits({ outcome, found }: Judgement): number {
  let bits = 0;
  for (const { rule } of found) {
    const bit = BITS.get(rule.code) ?? 0;
    // A later reason has a higher bit than all before it together.
    if (bit <= bits) return DISORDER;
    bits += bit;
  }
  return bits + OUTCOMES[outcome];
}
