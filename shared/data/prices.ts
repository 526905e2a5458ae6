/**
 * List prices of one outbound SMS segment, and what carriers add, in millionths of a US dollar. For
 * an estimate before sending only: an account's own contract and the bill say what was charged.
 *
 * Sources: Twilio's US price page, "current as of October 2026", as read on 2026-11-09 by
 * apievangelist.com (Q); US and Canadian carrier surcharges by Convey's short-code table in
 * force since 2026-05-01 (support.goconvey.com, article 47613490025875, read: V) and TextVolt's
 * carrier fee snapshot of 2026-05-26 (read: S, "approximate"). Canadian list prices are a
 * reseller's (S); AWS's were not found in any source: M. Date: 2026-11-22.
 */
import type { Sender, SenderKind } from '../account.ts';

export interface PriceRow {
  readonly provider: Sender['provider'];
  readonly country: 'US' | 'CA';
  readonly senderKinds: readonly SenderKind[];
  /** The provider's list price. */
  readonly listMicros: number;
  /** What the carriers of that country add: least and most of the large ones. */
  readonly carrierMicros: readonly [number, number];
  readonly source: string;
  readonly date: string;
  /** The weaker of the two figures' marks. */
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
}

const ANY_NUMBER: readonly SenderKind[] = ['long-code', 'toll-free', 'short-code'];
/** AT&T 3,500; T-Mobile, US Cellular and Verizon (since 2026-05-01) 4,500. */
const US_CARRIERS = [3_500, 4_500] as const;
/** Freedom and Videotron 2,200; Rogers 3,000; Telus 5,000; Bell 8,700: known for short codes. */
const CANADIAN_CARRIERS = [2_200, 8_700] as const;

export const PRICES: readonly PriceRow[] = [
  {
    provider: 'twilio',
    country: 'US',
    senderKinds: ANY_NUMBER,
    listMicros: 8_300,
    carrierMicros: US_CARRIERS,
    source: 'Twilio US SMS pricing; carrier surcharges 2026-05',
    date: '2026-10-31',
    confidence: 'S',
  },
  {
    provider: 'twilio',
    country: 'CA',
    senderKinds: ANY_NUMBER,
    listMicros: 8_300,
    carrierMicros: CANADIAN_CARRIERS,
    source: 'a reseller of Twilio (LC Phone pricing guide); Canadian short-code surcharges 2026-05',
    date: '2026-05-01',
    confidence: 'S',
  },
  {
    provider: 'aws',
    country: 'US',
    senderKinds: ANY_NUMBER,
    listMicros: 5_810,
    carrierMicros: US_CARRIERS,
    source: 'AWS End User Messaging pricing, from memory; carrier surcharges 2026-05',
    date: '2024-01-01',
    confidence: 'M',
  },
];
