/**
 * What a decision says beside its reasons: what the gate adds to a text so that it may go, and what
 * it warns of and lets go. Listed with the rules for whoever reads codes; the gate itself does not
 * read this.
 */
import { AMENDMENT_CITATIONS } from './amend.ts';
import { CAPITALS_CITATION, LINK_CITATION, NAME_CITATION } from './content.ts';
import { KEYWORD_CITATION } from './data/content-wording.ts';
import type { Rule } from './rules/rule.ts';
import { UCS_CITATION, type WARNING_KINDS } from './warnings.ts';

export interface Remark extends Pick<Rule, 'title' | 'citation' | 'confidence' | 'advice'> {
  /** Kebab-case, stable for ever, as the codes of rules are. */
  readonly code: string;
}
type Rows<Code extends string> = Readonly<Record<Code, Omit<Remark, 'code'>>>;

const AMENDED: Rows<keyof typeof AMENDMENT_CITATIONS> = {
  'sender-name-added': {
    title: 'Every text says who sends it',
    citation: AMENDMENT_CITATIONS['sender-name-added'],
    confidence: 'Q',
    advice: 'Begin the text with the name of the firm, or leave it to the gate.',
  },
  'opt-out-line-added': {
    title: 'The first text tells how to stop, and others from time to time',
    citation: AMENDMENT_CITATIONS['opt-out-line-added'],
    confidence: 'Q',
    advice: 'Nothing: the account words the line, and each program says how often.',
  },
};

const WARNED: Rows<(typeof WARNING_KINDS)[number] | 'ucs-2'> = {
  'all-caps': {
    title: 'Whole words in capitals look like spam',
    citation: CAPITALS_CITATION,
    confidence: 'M',
    advice: 'Use small letters.',
  },
  'link-mismatch': {
    title: 'A link does not look like the firm’s own',
    citation: LINK_CITATION,
    confidence: 'Q',
    advice: 'Link to a domain of the firm, or name its domains in the settings.',
  },
  'replaced-stop': {
    title: 'STOP is replaced by another word or number, or takes a second step',
    citation: KEYWORD_CITATION,
    confidence: 'S',
    advice: 'Say “Reply STOP to opt out”.',
  },
  'unnamed-sender': {
    title: 'The text does not say who writes',
    citation: NAME_CITATION,
    confidence: 'Q',
    advice: 'Begin the text with the name of the firm, or let the gate put it in front.',
  },
  'ucs-2': {
    title: 'A character outside the GSM alphabet makes the text cost up to twice as much',
    citation: UCS_CITATION,
    confidence: 'V',
    advice: 'Send the plain text that the warning gives, where it gives one.',
  },
};

const listed = (rows: Rows<string>): readonly Remark[] =>
  Object.entries(rows).map(([code, row]) => ({ code, ...row }));

export const AMENDMENTS = listed(AMENDED);
export const WARNINGS = listed(WARNED);
