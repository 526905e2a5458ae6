/**
 * Caps by statute: texts and calls to one person on one subject in a rolling window, over all
 * sender numbers. An account may be stricter, never looser.
 *
 * Source: reference catalogue of rules, sections 5.2 and 5.3 (QX-04), read 2026-11-22; each row has
 * its citation and confidence: V text read, Q read as a quotation, S secondary summary. Maine's one
 * call in eight hours speaks of automatic devices only and is left out.
 */
export interface CapRow {
  readonly state: string;
  readonly limit: number;
  readonly hours: number;
  /** First day in force. */
  readonly from?: string;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S';
}

export const CAP_ROWS: readonly CapRow[] = [
  {
    state: 'US-FL',
    limit: 3,
    hours: 24,
    citation: 'Fla. Stat. 501.616(6)(b)',
    confidence: 'V',
  },
  {
    state: 'US-MD',
    limit: 3,
    hours: 24,
    citation: 'Md. Code, Com. Law 14-4502(c)',
    confidence: 'Q',
  },
  { state: 'US-OK', limit: 3, hours: 24, citation: '15 O.S. 775C.4', confidence: 'Q' },
  {
    state: 'US-OR',
    limit: 3,
    hours: 24,
    from: '2026-01-01',
    citation: 'ORS 646.563 (HB 3865)',
    confidence: 'S',
  },
];
