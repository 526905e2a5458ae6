/**
 * Counts the segments that a carrier bills for a text, as it is sent.
 *
 * Decides: encoding, units and segments. Does not decide whether to shorten or replace characters.
 * Rests on 3GPP TS 23.038 (alphabets) and TS 23.040 section 9.2.3.24.1 (the six-byte header that a
 * text in several parts carries in each: 160 becomes 153 septets, 70 becomes 67 UTF-16 units).
 */
import { GSM_BASIC, GSM_EXTENSION } from './data/gsm.ts';

export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** At least 1: an empty text is one text. */
  readonly segments: number;
  /** Septets (an extension character counts 2) or UTF-16 code units, without padding. */
  readonly units: number;
}

const GSM_SINGLE = 160;
const GSM_PART = 153;
const UCS_SINGLE = 70;
const UCS_PART = 67;

const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...Array.from(GSM_BASIC, (char) => [char, 1] as const),
  ...Array.from(GSM_EXTENSION, (char) => [char, 2] as const),
]);

/** Fills parts one character at a time: what does not fit whole opens the next part. */
function pack(sizes: readonly number[], single: number, part: number): [number, number] {
  let units = 0;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    units += size;
    used += size;
    if (used > part) {
      segments += 1;
      used = size;
    }
  }
  return [units <= single ? 1 : segments, units];
}

/**
 * @param body the text as sent, with opt-out line and sender name already in it.
 * @example countSegments('Your test drive is booked.') // GSM-7, 1 segment, 26 units
 */
export function countSegments(body: string): Segments {
  const septets: number[] = [];
  const codeUnits: number[] = [];
  let gsm = true;
  for (const char of body) {
    const size = SEPTETS.get(char);
    if (size === undefined) gsm = false;
    else septets.push(size);
    codeUnits.push(char.length);
  }
  const [segments, units] = gsm
    ? pack(septets, GSM_SINGLE, GSM_PART)
    : pack(codeUnits, UCS_SINGLE, UCS_PART);
  return { encoding: gsm ? 'GSM-7' : 'UCS-2', segments, units };
}
