/** What revocations, do-not-disturb and our question are as flat attributes, class by class. */
import type { Attributes } from './attributes.ts';
import type { Point } from './space.ts';

type Stop = Pick<
  Attributes,
  | 'revokedAll'
  | 'revokedProgram'
  | 'revokedMarketing'
  | 'revokedInformational'
  | 'revokedNarrowly'
  | 'revokedSinceRevokeAll'
  | 'revokeAll'
  | 'essentialAfterStop'
  | 'dnd'
  | 'questionOpen'
>;

const OPEN: Stop = {
  revokedAll: false,
  revokedProgram: false,
  revokedMarketing: false,
  revokedInformational: false,
  revokedNarrowly: false,
  revokedSinceRevokeAll: false,
  revokeAll: 'by-date',
  essentialAfterStop: false,
  dnd: false,
  questionOpen: false,
};
const NARROW: Stop = { ...OPEN, revokedNarrowly: true };
const WIDENED: Stop = { ...NARROW, revokedSinceRevokeAll: true };

export const STOP: Readonly<Record<Point['stop'], Stop>> = {
  none: OPEN,
  everything: { ...OPEN, revokedAll: true },
  'everything-essential-allowed': { ...OPEN, revokedAll: true, essentialAfterStop: true },
  'this-program': { ...NARROW, revokedProgram: true },
  marketing: { ...NARROW, revokedMarketing: true },
  informational: { ...NARROW, revokedInformational: true },
  'other-program': NARROW,
  widened: WIDENED,
  'widened-essential-allowed': { ...WIDENED, essentialAfterStop: true },
  dnd: { ...OPEN, dnd: true },
  'everything-dnd': { ...OPEN, revokedAll: true, dnd: true },
  asked: { ...OPEN, questionOpen: true },
  'asked-essential-allowed': { ...OPEN, questionOpen: true, essentialAfterStop: true },
  'everything-asked': { ...OPEN, revokedAll: true, questionOpen: true },
};
