/**
 * What a rule of the gate is: a stable code, its citation, whom it judges, who can mend what it
 * finds, and a check over facts that were loaded before. A rule never reads the clock and finds at
 * most one thing. Checking is cheap and says only that it applies; the words are made by `explain`,
 * when somebody will read them.
 */
import type { Account, Program, Sender, Vendor } from '../account.ts';
import { HOUR, type Instant } from '../basics.ts';
import type { ContentFinding } from '../content.ts';
import type { Category } from '../message.ts';
import type { RulePack } from '../packs/pack.ts';
import type { Phone } from '../phone.ts';
import type { Place } from '../places.ts';
import { type ConsentState, type Facts, type Sends, scopeKey } from '../standing.ts';

/** Everything a decision rests on. `phone` and `place` are absent when the number is none. */
export interface GateInput {
  readonly now: Instant;
  /** The edition of the rules and tables that decides. */
  readonly pack: RulePack;
  readonly account: Account;
  readonly category: Category;
  readonly program: Program | undefined;
  readonly programId: string;
  readonly sender: Sender | undefined;
  readonly senderId: string;
  /** The vendor that the consent came from, as configured now. */
  readonly vendor: Vendor | undefined;
  readonly phone: Phone | undefined;
  readonly place: Place | undefined;
  readonly facts: Facts;
  /** Of the facts, the consent to texts of this program: see consentTo. */
  readonly consent: ConsentState | undefined;
  readonly sends: Sends;
  readonly messageId: string;
  /** Folded by subjectKey of counting.ts. */
  readonly subject: string;
  readonly quietHours: 'defer' | 'reject';
  readonly sendAt: Instant | undefined;
  /** After this instant a notice is not sent any more. */
  readonly expiresAt: Instant | undefined;
  readonly body: string;
  /** What was found in the body; see content.ts. */
  readonly content: readonly ContentFinding[];
}

export type RuleOutcome = 'deny' | 'defer';

/** All of one shape, which is what keeps reading them fast. */
export interface Finding {
  readonly until: Instant | undefined;
  /** Overrides the rule's outcome, such as quiet hours that the caller asked to reject. */
  readonly outcome: RuleOutcome | undefined;
}

export const foundUntil = (until: Instant | undefined, outcome?: RuleOutcome): Finding => ({
  until,
  outcome,
});

/** That a rule applies, when there is no more to say. */
export const FOUND = foundUntil(undefined);

export interface Explanation {
  /** Plain words for an agent: what is so, and what to do next. No phone number. */
  readonly detail: string;
  /** More exact than the rule's own, such as the state's statute. */
  readonly citation?: string;
}

export interface Rule {
  /** Kebab-case, stable for ever: never renamed, never used for something else. */
  readonly code: string;
  /** Stable id of the rule itself: shown as `rule` in a reason. */
  readonly id: string;
  readonly title: string;
  readonly citation: string;
  /** V the text was read, Q a quotation of it, S a summary, M from memory: to be confirmed. */
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** Who can make such a text lawful: the person, an admin of the account, time, or nobody. */
  readonly remedy: 'person' | 'admin' | 'time' | 'nobody';
  /** What to do about it, for whoever reads the list of rules. */
  readonly advice: string;
  readonly outcome: RuleOutcome;
  /** The first edition that has it; of one that came later, so that older ones answer as ever. */
  readonly since?: string;
  /** The categories it judges. A conversational text outside a conversation is informational. */
  readonly judges: readonly Category[];
  check(input: GateInput): Finding | undefined;
  explain(input: GateInput, finding: Finding): Explanation;
}

/**
 * Says of an input that no rule of a file can apply to it: most texts are clear of most files, and
 * asking once is cheaper than asking every rule. It may say no too often, never yes too often.
 * filesToAsk of index.ts asks them all.
 */
export type Clear = (input: GateInput) => boolean;

/** The files that have such a test, a bit each; and those that are always asked. */
export const FILES = {
  number: 1,
  sender: 2,
  revocation: 4,
  consent: 8,
  notices: 16,
  content: 32,
  frequency: 64,
  when: 128,
  asked: 256,
} as const;

export interface ListedRule extends Rule {
  readonly file: number;
}

/** The rules of a file, in order of precedence. */
export const listed = <const Rules extends readonly Rule[]>(
  name: keyof typeof FILES,
  rules: Rules,
) =>
  rules.map((rule) => ({ ...rule, file: FILES[name] })) as unknown as {
    readonly [Place in keyof Rules]: Rules[Place] & ListedRule;
  };

export const PROMOTED: readonly Category[] = ['marketing', 'informational'];
export const ASKED_FOR: readonly Category[] = [...PROMOTED, 'conversational', 'essential'];
export const EVERY: readonly Category[] = [
  ...ASKED_FOR,
  'opt-in-request',
  'opt-in-clarification',
  'opt-in-confirmation',
  'opt-out-confirmation',
  'help-reply',
  'opt-out-question',
];

export const consentTo = ({
  facts,
  programId,
}: Pick<GateInput, 'facts' | 'programId'>): ConsentState | undefined =>
  facts.consents[scopeKey('sms', programId)];

/**
 * Whether the person's own text is recent enough for a reply to be part of the exchange (CT-01).
 */
export const inConversation = ({ facts, account, now }: GateInput): boolean =>
  facts.lastInboundAt !== undefined &&
  now - facts.lastInboundAt <= account.settings.conversationHours * HOUR;

/** What a text is judged as: a reply with nothing to reply to is informational (CT-01). */
export const judgedAs = (input: GateInput): Category =>
  input.category === 'conversational' && !inConversation(input) ? 'informational' : input.category;

/**
 * The instant that a text is judged for: the hour asked for, when it lies ahead. Whatever passes
 * with time (caps, pauses, ages, emergencies, hours) is judged as it will be then, by what is known
 * now; at that hour it is judged again.
 */
export const startOf = ({ now, sendAt }: Pick<GateInput, 'now' | 'sendAt'>): Instant =>
  sendAt !== undefined && sendAt > now ? sendAt : now;
