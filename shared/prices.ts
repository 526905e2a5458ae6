/**
 * What a text will cost about, before it is sent: segments times list price and the dearest large
 * carrier's fee. Not what is billed: contracts, taxes and small carriers differ. The figures are
 * data/prices.ts.
 */
import type { Sender, SenderKind } from './account.ts';
import { PRICES, type PriceRow } from './data/prices.ts';

export interface CostEstimate {
  readonly currency: 'USD';
  /** Millionths of a dollar; with the dearest large carrier, so that nobody is surprised. */
  readonly micros: number;
  /** With the cheapest large carrier. */
  readonly leastMicros: number;
  /** Where the figure comes from, in plain words. */
  readonly basis: string;
}

export interface PricedText {
  readonly segments: number;
  readonly provider: Sender['provider'];
  readonly senderKind: SenderKind;
  /** ISO 3166-1 alpha-2, of the recipient's number. */
  readonly country: string;
}

const MICROS = 1_000_000;
const dollars = (micros: number): string => `$${(micros / MICROS).toFixed(4)}`;
const MARKS: Readonly<Record<PriceRow['confidence'], string>> = {
  V: 'read at its source',
  Q: 'quoted from its source',
  S: 'from a secondary source',
  M: 'unconfirmed',
};

/**
 * @returns undefined where no price is known: then say so, never "free".
 * @example two segments by Twilio from a long code to the US
 * // { currency: 'USD', micros: 25_600, leastMicros: 23_600, basis: '2 segments at $0.0083 ...' }
 */
export function estimateCost(text: PricedText): CostEstimate | undefined {
  const row = PRICES.find(
    ({ provider, country, senderKinds }) =>
      provider === text.provider &&
      country === text.country &&
      senderKinds.includes(text.senderKind),
  );
  if (!row) return undefined;
  const [least, most] = row.carrierMicros;
  const parts = text.segments === 1 ? '1 segment' : `${text.segments} segments`;
  const origin = `${row.source}; ${row.date}; ${MARKS[row.confidence]}`;
  const fee = `up to ${dollars(most)} carrier fee`;
  return {
    currency: 'USD',
    micros: text.segments * (row.listMicros + most),
    leastMicros: text.segments * (row.listMicros + least),
    basis: `${parts} at ${dollars(row.listMicros)} list price and ${fee} (${origin})`,
  };
}
