/**
 * Quiet hours by law: when a text may reach a person, per country and state. The rows say what the
 * law says; shared/quiet-hours.ts combines them and shared/places.ts says which ones may apply.
 *
 * Source: reference catalogue of rules, sections 5.1 to 5.3, read 2026-11-22; each row has its
 * citation and confidence: V text read, Q read as a quotation, S secondary summary, M memory.
 * States not listed keep the federal window (QX-01, QX-02). The rows hold with consent too, though
 * it lifts some (QX-03): no appellate court has ruled on the federal one (QH-02, D-02).
 */
import type { HolidayListName } from './holidays.ts';

/** Opening and closing wall-clock time, the end exclusive; or a day without any texts. */
export type Hours = `${number}:${number}-${number}:${number}` | 'none';

/**
 * Whether it reaches texts: Y expressly, P plausibly ("mobile", "consumer"), R written for homes or
 * live calls, D for automatic devices only (kept here; an account may enforce them).
 */
export type TextScope = 'Y' | 'P' | 'R' | 'D';

export interface QuietRow {
  /** 'US' and 'CA' for a whole country, else 'US-FL'. */
  readonly state: string;
  readonly weekday: Hours;
  /** As on weekdays where absent. */
  readonly saturday?: Hours;
  readonly sunday?: Hours;
  /** No texts on the days of this list. */
  readonly closedOn?: HolidayListName;
  /** First day in force, and first day no longer in force, by the calendar of the clock judged. */
  readonly from?: string;
  readonly before?: string;
  /** Whose wall clock must show the hours: all of these. The recipient's alone where absent. */
  readonly clocks?: readonly string[];
  readonly texts: TextScope;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  readonly note?: string;
}

/** A text may be in flight at the close, so sending stops this early (QH-07, inference: M). */
export const marginMinutes = 15;

/** Texts that waited for an opening leave within these minutes, for the carriers' sake (policy). */
export const openingSpreadMinutes = 30;

/** Scopes enforced where an account asks for no more. Device-only rules do not speak of texts. */
export const enforcedScopes: readonly TextScope[] = ['Y', 'P', 'R'];

/** What the rows of a whole country are called; states have their own names (data/states.ts). */
export const countryRuleNames: Readonly<Record<string, string>> = {
  US: 'Federal law',
  CA: 'Canada (calling hours, kept for texts as policy)',
};

/** Stands for the wall clock of the person texted. */
export const RECIPIENT = 'recipient';

/** Clocks a law names that no person's phone shows. */
export const namedClocks: Readonly<Record<string, string>> = {
  'Etc/GMT+6': 'Central Standard Time (UTC-6 all year)',
};

const UTAH = { state: 'US-UT', weekday: '08:00-21:00', sunday: 'none', texts: 'P' } as const;
const UTAH_LAW = { citation: 'Utah Code 13-25a-103(3)', confidence: 'Q' } as const;

export const quietRows: readonly QuietRow[] = [
  {
    state: 'US',
    weekday: '08:00-21:00',
    texts: 'Y',
    citation: '47 CFR 64.1200(c)(1)',
    confidence: 'Q',
    note: 'QH-01. Courts differ on whether it reaches texts (D-01): treated as calls.',
  },
  {
    state: 'CA',
    weekday: '09:00-21:30',
    saturday: '10:00-18:00',
    sunday: '10:00-18:00',
    texts: 'R',
    citation: 'CRTC Unsolicited Telecommunications Rules',
    confidence: 'V',
    note: 'QX-05, QX-06: CASL fixes no hours for texts; policy. Provinces may be tighter.',
  },
  {
    state: 'US-AL',
    weekday: '08:00-20:00',
    sunday: 'none',
    closedOn: 'alabama',
    texts: 'R',
    citation: 'Ala. Admin. Code 770-X-5-.17',
    confidence: 'Q',
  },
  {
    state: 'US-CT',
    weekday: '09:00-20:00',
    texts: 'Y',
    citation: 'Conn. Gen. Stat. 42-288a(c), 42-284(18)',
    confidence: 'Q',
  },
  {
    state: 'US-FL',
    weekday: '08:00-20:00',
    texts: 'P',
    citation: 'Fla. Stat. 501.616(6)',
    confidence: 'V',
    note: 'Written for phone calls; some courts narrow it (D-08): applied.',
  },
  {
    state: 'US-KY',
    weekday: '10:00-21:00',
    texts: 'R',
    citation: 'KRS 367.46955(16)',
    confidence: 'Q',
  },
  {
    state: 'US-LA',
    weekday: '08:00-20:00',
    sunday: 'none',
    closedOn: 'louisiana',
    texts: 'R',
    citation: 'LPSC Gen. Order R-29617 s.V(A)',
    confidence: 'Q',
  },
  {
    state: 'US-MA',
    weekday: '08:00-20:00',
    texts: 'P',
    citation: 'M.G.L. c.159C s.3; 201 CMR 12.02(2)',
    confidence: 'Q',
  },
  {
    state: 'US-MD',
    weekday: '08:00-20:00',
    texts: 'Y',
    citation: 'Md. Code, Com. Law 14-4502(c)',
    confidence: 'Q',
  },
  {
    state: 'US-MI',
    weekday: '09:00-21:00',
    texts: 'P',
    citation: 'MCL 750.540e(1)(f)',
    confidence: 'Q',
  },
  {
    state: 'US-MN',
    weekday: '09:00-21:00',
    texts: 'R',
    citation: 'Minn. Stat. 325E.30',
    confidence: 'Q',
  },
  {
    state: 'US-MS',
    weekday: '08:00-20:00',
    sunday: 'none',
    clocks: ['Etc/GMT+6'],
    texts: 'Y',
    citation: 'Miss. Code 77-3-723(1), 77-3-705',
    confidence: 'Q',
    note: 'As written: Central Standard Time, so an hour later by the summer clock.',
  },
  {
    state: 'US-NJ',
    weekday: '08:00-20:00',
    texts: 'P',
    citation: 'N.J.S.A. 56:8-130',
    confidence: 'S',
    note: 'Vendor tables; the statute may say 21:00 (D-09): the cautious reading.',
  },
  {
    state: 'US-NM',
    weekday: '09:00-21:00',
    texts: 'P',
    citation: 'NMSA 57-12-22(B)(5)',
    confidence: 'Q',
  },
  {
    state: 'US-NV',
    weekday: '09:00-20:00',
    texts: 'R',
    citation: 'NRS 598.0918',
    confidence: 'S',
  },
  {
    state: 'US-OK',
    weekday: '08:00-20:00',
    texts: 'Y',
    citation: '15 O.S. 775C.4',
    confidence: 'Q',
  },
  {
    state: 'US-OR',
    weekday: '08:00-20:00',
    from: '2026-01-01',
    texts: 'Y',
    citation: 'ORS 646.563 (HB 3865)',
    confidence: 'S',
  },
  {
    state: 'US-PA',
    weekday: '08:00-21:00',
    closedOn: 'pennsylvania',
    before: '2026-10-18',
    texts: 'P',
    citation: '73 P.S. 2241 ff. (Act 73 of 2019)',
    confidence: 'S',
  },
  {
    state: 'US-PA',
    weekday: '09:00-19:00',
    sunday: 'none',
    closedOn: 'pennsylvania',
    from: '2026-10-18',
    texts: 'Y',
    citation: '73 P.S. 2241 ff. (Act 47 of 2026)',
    confidence: 'S',
  },
  {
    state: 'US-RI',
    weekday: '09:00-18:00',
    saturday: '10:00-17:00',
    sunday: 'none',
    closedOn: 'rhodeIsland',
    texts: 'P',
    citation: 'R.I. Gen. Laws 5-61-2(2), 5-61-3.6',
    confidence: 'Q',
  },
  {
    state: 'US-SD',
    weekday: '09:00-21:00',
    sunday: 'none',
    texts: 'R',
    citation: 'SDCL 37-30A-3(2), 37-30-28',
    confidence: 'Q',
  },
  {
    state: 'US-TX',
    weekday: '09:00-21:00',
    sunday: '12:00-21:00',
    clocks: [RECIPIENT, 'America/Chicago'],
    texts: 'R',
    citation: 'Tex. Bus. & Com. Code 301.051, 301.001(4)',
    confidence: 'S',
    note: 'Residential calls; local or Central time is disputed (D-07): both.',
  },
  { ...UTAH, ...UTAH_LAW, closedOn: 'utahUntil2026', before: '2026-05-06' },
  { ...UTAH, ...UTAH_LAW, closedOn: 'utah', from: '2026-05-06' },
  {
    state: 'US-WA',
    weekday: '08:00-20:00',
    texts: 'P',
    citation: 'RCW 80.36.390(8), 19.158.110(4)',
    confidence: 'Q',
  },
  {
    state: 'US-WY',
    weekday: '08:00-20:00',
    texts: 'R',
    citation: 'Wyo. Stat. 40-12-302(d)',
    confidence: 'Q',
  },
  {
    state: 'US-CA',
    weekday: '09:00-21:00',
    texts: 'D',
    citation: 'Cal. Pub. Util. Code 2872',
    confidence: 'Q',
  },
  {
    state: 'US-IN',
    weekday: '09:00-20:00',
    texts: 'D',
    citation: 'Ind. Code 24-5-14-8',
    confidence: 'S',
  },
  {
    state: 'US-ME',
    weekday: '09:00-17:00',
    saturday: 'none',
    sunday: 'none',
    texts: 'D',
    citation: '10 M.R.S. 1498(3)',
    confidence: 'S',
  },
  {
    state: 'US-SD',
    weekday: '09:00-21:00',
    saturday: 'none',
    sunday: 'none',
    texts: 'D',
    citation: 'SDCL 37-30-28',
    confidence: 'Q',
  },
];
