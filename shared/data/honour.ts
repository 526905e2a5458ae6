/**
 * How long a revocation may take at most, by where the person may be and what is left; and the
 * holidays that Canada counts no business day on. What is due when is computed in shared/due.ts.
 *
 * No source says what a business day is for these rules. Taken here: Monday to Friday without the
 * federal holidays, the day of receipt not counted, each day by the clock of the person. Days that
 * are no holiday beyond doubt count, since that makes a revocation due earlier, never later.
 * Sources: reference table rows RV-05, RV-06, RV-19, RV-21, CA-11, read 2026-11-22.
 */
import type { Channel } from '../account.ts';
import type { Holiday } from './holidays.ts';

export type Country = 'US' | 'CA';

export interface HonourLimit {
  readonly country: Country;
  readonly channels: readonly Channel[];
  readonly days: number;
  readonly counted: 'business-days' | 'calendar-days';
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
}

export const HONOUR_LIMITS: readonly HonourLimit[] = [
  {
    country: 'US',
    channels: ['sms', 'voice'],
    days: 10,
    counted: 'business-days',
    citation: '47 CFR 64.1200(a)(10)-(11), (d)(3)',
    confidence: 'Q',
  },
  {
    country: 'US',
    channels: ['email'],
    days: 10,
    counted: 'business-days',
    citation: '15 U.S.C. 7704(a)(4)',
    confidence: 'Q',
  },
  {
    country: 'CA',
    channels: ['sms', 'email'],
    days: 10,
    counted: 'business-days',
    citation: 'CASL s.11(3)',
    confidence: 'Q',
  },
  {
    // CASL leaves live calls and voicemail to the telemarketing rules.
    country: 'CA',
    channels: ['voice'],
    days: 14,
    counted: 'calendar-days',
    citation: 'CRTC Unsolicited Telecommunications Rules, Part III',
    confidence: 'S',
  },
];

const JANUARY = 1;
const MAY = 5;
const JULY = 7;
const SEPTEMBER = 9;
const OCTOBER = 10;
const NOVEMBER = 11;
const DECEMBER = 12;
const MONDAY = 1;

/**
 * Holidays of the whole country (Interpretation Act, R.S.C. 1985, c. I-21, s.35(1); Q). Left out,
 * so that they count as business days: days of one province, days that are kept on a Monday because
 * they fall on a weekend.
 */
export const CANADIAN_HOLIDAYS: readonly Holiday[] = [
  { name: "New Year's Day", date: { on: 'date', month: JANUARY, day: 1 } },
  { name: 'Good Friday', date: { on: 'easter', offsetDays: -2 } },
  { name: 'Easter Monday', date: { on: 'easter', offsetDays: 1 } },
  { name: 'Victoria Day', date: { on: 'monday-before', month: MAY, day: 25 } },
  { name: 'Canada Day', date: { on: 'date', month: JULY, day: 1 } },
  { name: 'Labour Day', date: { on: 'nth', month: SEPTEMBER, weekday: MONDAY, nth: 1 } },
  {
    name: 'National Day for Truth and Reconciliation',
    date: { on: 'date', month: SEPTEMBER, day: 30 },
  },
  { name: 'Thanksgiving Day', date: { on: 'nth', month: OCTOBER, weekday: MONDAY, nth: 2 } },
  { name: 'Remembrance Day', date: { on: 'date', month: NOVEMBER, day: 11 } },
  { name: 'Christmas Day', date: { on: 'date', month: DECEMBER, day: 25 } },
];
