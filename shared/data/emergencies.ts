/**
 * States that ban solicitation while an emergency is declared, and the declared emergencies known
 * to this edition (QH-08). What is banned where, and for whom, is decided in shared/emergencies.ts.
 *
 * Sources: N.Y. Gen. Bus. Law 399-z(1), (5-a) as law firms quote it (Q); for Louisiana the notices
 * of its Public Service Commission and summaries of La. R.S. 45:844.31 (S). Read 2026-11-22.
 */

/** The best consent on record; 'implied' follows from a relationship with the person. */
export type ConsentOnRecord = 'written' | 'express' | 'implied' | 'none';

export interface EmergencyStatute {
  readonly state: string;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** Consents that lift the ban. */
  readonly exempt: readonly ConsentOnRecord[];
  readonly note: string;
}

export const emergencyStatutes: readonly EmergencyStatute[] = [
  {
    state: 'US-NY',
    citation: 'N.Y. GBL 399-z(5-a)',
    confidence: 'Q',
    exempt: ['written', 'express', 'implied'],
    note:
      'Bans unsolicited calls and texts only: not what the person asked for, nor what an ' +
      'established relationship covers. It names counties and towns; here the whole state counts.',
  },
  {
    state: 'US-LA',
    citation: 'La. R.S. 45:844.31; LPSC Gen. Order R-29617',
    confidence: 'S',
    exempt: [],
    note:
      'The statute has exceptions, but in force the commission has allowed none, and has said ' +
      'texts too. It holds while the commission must report to the operations center.',
  },
];

/** An emergency declared in a state, by the times of its order. An account may add its own. */
export interface DeclaredEmergency {
  readonly state: string;
  /** ISO 8601 date-time with its offset; the end exclusive, absent while none is set. */
  readonly from: string;
  readonly until?: string;
  /** The order or notice it is known from. */
  readonly declared?: string;
}

/** None with a ban in force was known on the date above. */
export const DECLARED_EMERGENCIES: readonly DeclaredEmergency[] = [];
