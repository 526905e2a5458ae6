/**
 * What other engines read: one text as flat attributes, and their answers in one form. What takes
 * sums or a calendar (ages, counts, whether an hour is legal) comes ready, in the peers' favour:
 * the gate works these out itself.
 */
import type { Category, Decision } from '#shared/message.ts';

export interface Attributes {
  /** What the text is judged as: a reply outside a conversation is informational. */
  readonly judged: Category;
  /** Of the text, as a revocation of a purpose reads it. */
  readonly purpose: 'marketing' | 'informational';
  readonly numberValid: boolean;
  /** ISO code; empty where the number is not valid. */
  readonly country: string;
  readonly line: 'none' | 'mobile' | 'landline' | 'voip' | 'other';
  readonly voipDenied: boolean;
  /** By the setting for the category. */
  readonly unknownLineDenied: boolean;
  readonly senderKind: 'none' | 'long-code' | 'toll-free' | 'short-code';
  readonly registration: 'none' | '10dlc' | 'toll-free' | 'short-code';
  readonly registrationApproved: boolean;
  /** At the start of the text, as are ages and counts below. */
  readonly paused: boolean;
  readonly revokedAll: boolean;
  readonly revokedProgram: boolean;
  readonly revokedMarketing: boolean;
  readonly revokedInformational: boolean;
  /** Any one program or purpose is revoked, of this text or another; and since the rule's day. */
  readonly revokedNarrowly: boolean;
  readonly revokedSinceRevokeAll: boolean;
  readonly revokeAll: 'on' | 'off' | 'by-date';
  readonly essentialAfterStop: boolean;
  readonly dnd: boolean;
  /** The person was asked whether to stop and has not answered. */
  readonly questionOpen: boolean;
  /** `lapsed`: pending, and not answered in time. */
  readonly consent: 'none' | 'pending' | 'lapsed' | 'declined' | 'confirmed';
  /** Nothing that the person did stands behind it. */
  readonly claimed: boolean;
  readonly grade: 'none' | 'written' | 'express' | 'implied';
  readonly basis: 'none' | 'purchase' | 'inquiry';
  readonly consentPurpose: 'none' | 'marketing' | 'informational';
  /** Whole calendar months; 0 where there is no consent. */
  readonly monthsSinceConsent: number;
  /** The same, since the later of the consent and the person's last text. */
  readonly monthsSinceSign: number;
  /** 0: never too old. */
  readonly maxAgeMonths: number;
  readonly unnamed: boolean;
  readonly vendor: 'none' | 'trusted' | 'quarantined' | 'blocked' | 'not-configured';
  readonly programPurpose: 'none' | 'marketing' | 'informational';
  readonly onlyInCanada: boolean;
  readonly maybeInCanada: boolean;
  readonly askedByAnother: boolean;
  readonly pastExpiry: boolean;
  /** Kinds of findings in the words. */
  readonly content: readonly string[];
  readonly emergency: 'none' | 'exempts-confirmed' | 'binds-all';
  /** Texts and calls in the window of the cap that they are held against. */
  readonly onSubject: number;
  readonly subjectLimit: number;
  /** The same by statute of a state where the contact may be; limit 0: none has a cap. */
  readonly onSubjectByLaw: number;
  readonly lawLimit: number;
  readonly onAllSubjects: number;
  /** 0: no cap. */
  readonly contactLimit: number;
  readonly essentials: number;
  readonly essentialLimit: number;
  /** Rounded up; 0 where it is to go now. */
  readonly daysUntilSendAt: number;
  /** At the start of the text; never: no legal instant within a fortnight. */
  readonly hours: 'open' | 'closed' | 'never';
  readonly rejectQuietHours: boolean;
}

export type Effect = 'deny' | 'defer';

export interface Answer {
  readonly outcome: Decision['outcome'];
  /** In no order. */
  readonly codes: readonly string[];
}

/** One effect that denies denies; else one that defers defers. */
export const answerOf = (effects: readonly Effect[], codes: readonly string[]): Answer => ({
  outcome: effects.includes('deny') ? 'deny' : effects.includes('defer') ? 'defer' : 'allow',
  codes,
});

/** Whether two answers are one: the same outcome for the same set of reasons. */
export const sameAnswer = (a: Answer, b: Answer): boolean =>
  a.outcome === b.outcome &&
  a.codes.length === b.codes.length &&
  a.codes.every((code) => b.codes.includes(code));
