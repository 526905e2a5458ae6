/** What is counted for a cap, and how it is kept: short, since it sits on every standing. */
import { sha256 } from './basics.ts';

/** Texts, and calls, kept for the count; more than this in one window is over any cap. */
export const MAX_COUNTED = 20;
/** The longest window that a cap may have. */
export const MAX_CAP_HOURS = 72;

const SUBJECT_DIGITS = 8;
const ID_DIGITS = 10;

/**
 * Subjects are compared folded, and kept as 32 bits of their hash: two that fall together count as
 * one.
 */
export const subjectKey = (subject: string): string =>
  sha256(subject.normalize('NFKC').trim().toLowerCase()).slice(0, SUBJECT_DIGITS);

/** Tells the messages of one contact apart: the end of a message id. */
export const shortId = (messageId: string): string => messageId.slice(-ID_DIGITS);
