/**
 * One text from a person: which entries it makes, and whether an answer is owed. The block stands
 * once the entries are written; the answer itself is a text like any other and passes the gate.
 */
import type { Account, Channel, Sender } from './account.ts';
import { type Instant, iso } from './basics.ts';
import { PROVIDER_WORDS } from './data/provider-words.ts';
import type { EntryDraft } from './ledger.ts';
import type { InboundMessage } from './ports.ts';
import { type Reading, readReply } from './replies.ts';
import { isClosed, programsWith, revokedSince, type Standing } from './standing.ts';

/** Later parts of a text are kept out of the ledger; carriers split long before. */
export const MAX_INBOUND_CHARACTERS = 10_000;

export interface InboundFacts {
  readonly account: Account;
  readonly sender: Sender;
  readonly standing: Standing;
  readonly now: Instant;
}

/** The entries of one inbound text: always the text itself, then what it did. */
export function decideInbound(message: InboundMessage, facts: InboundFacts): EntryDraft[] {
  const body = message.body.slice(0, MAX_INBOUND_CHARACTERS);
  const reading = readReply(body, isAsked(facts.standing) ? { pending: 'opt-in' } : {});
  const base = { at: facts.now, actor: 'person', source: 'text' };
  const received: EntryDraft = {
    ...base,
    type: 'message-received',
    detail: {
      body,
      sender: facts.sender.id,
      provider: message.provider,
      providerMessageId: message.providerMessageId,
      intent: reading.intent,
      certainty: reading.certainty,
      rule: reading.rule,
      language: reading.language,
      ...(reading.intent === 'help' &&
        !answered(message, facts, reading) && { reply: 'help-reply' }),
    },
  };
  const effect = effectOf(message, facts, reading);
  return [received, ...effect.map((draft) => ({ ...base, ...draft }) as EntryDraft)];
}

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

function effectOf(message: InboundMessage, facts: InboundFacts, reading: Reading): Effect[] {
  switch (reading.intent) {
    case 'opt-out':
      return optOut(message, facts, reading, scopeOf(facts));
    case 'wrong-number':
      // Everything that uses the number stops; the email is still the other person's (replies.ts).
      return optOut(message, facts, reading, reading.channels);
    case 'stop-all-contact':
      return optOut(message, facts, reading, ['sms', 'voice', 'email']);
    case 'stop-calls':
      return optOut(message, facts, reading, ['voice']);
    case 'stop-email':
      return optOut(message, facts, reading, ['email']);
    case 'opt-in':
      return optIn(message, facts, reading);
    case 'confirm':
      return [
        {
          type: 'consent-confirmed',
          detail: {
            programs: programsWith(facts.standing.facts, 'pending'),
            by: 'text',
            evidence: evidenceOf(message, reading, facts),
          },
        },
      ];
    case 'decline':
      return [
        { type: 'consent-declined', detail: { evidence: evidenceOf(message, reading, facts) } },
        ...optOut(message, facts, reading, ['sms'], 'none'),
      ];
    case 'help':
    case 'call-me':
    case 'complaint':
    case 'other':
      return [];
  }
}

/** The account may widen a STOP to every channel; it can never narrow it (KM-07, D-06). */
const scopeOf = (facts: InboundFacts): readonly Channel[] =>
  facts.account.settings.optOutScope === 'all' ? ['sms', 'voice', 'email'] : ['sms'];

function optOut(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  channels: readonly Channel[],
  confirmation?: 'none',
): Effect[] {
  const held = facts.standing.facts;
  // Somebody who is already out has been told once; a second confirmation would be one text too
  // many.
  const news = channels.filter((channel) => revokedSince(held, channel) === undefined);
  if (news.length === 0) return [];
  const silent = confirmation ?? (news.includes('sms') ? 'owed' : 'none');
  return [
    {
      type: 'opted-out',
      detail: {
        channels: [...news],
        receivedAt: iso(facts.now),
        words: reading.words,
        rule: reading.rule,
        confirmation:
          silent === 'owed' && answered(message, facts, reading) ? 'answered-by-provider' : silent,
        sender: facts.sender.id,
        language: reading.language,
        evidence: evidenceOf(message, reading, facts),
      },
    },
  ];
}

/** START lifts the block for what was agreed before, or opts in to the program of this number. */
function optIn(message: InboundMessage, facts: InboundFacts, reading: Reading): Effect[] {
  const held = facts.standing.facts;
  const confirmed = programsWith(held, 'confirmed');
  const known = [...confirmed, ...programsWith(held, 'pending'), ...programsWith(held, 'declined')];
  const programs = known.length > 0 ? [...new Set(known)] : [facts.sender.program];
  const blocked =
    isClosed(held, 'sms') ||
    programs.some((program) => revokedSince(held, 'sms', program) !== undefined);
  // A second START changes nothing, so that it is not answered twice.
  if (confirmed.length > 0 && !blocked) return [];
  return [
    {
      type: 'opted-in',
      detail: {
        channels: ['sms'],
        programs,
        words: reading.words,
        rule: reading.rule,
        confirmation: answered(message, facts, reading) ? 'answered-by-provider' : 'owed',
        sender: facts.sender.id,
        language: reading.language,
        evidence: evidenceOf(message, reading, facts),
      },
    },
  ];
}

/** YES and NO count only as answers to a question that went out and is still open (KM-05). */
const isAsked = (standing: Standing): boolean =>
  standing.sends.asked !== undefined && programsWith(standing.facts, 'pending').length > 0;

/**
 * Whether the person has an answer already: the provider says so, its keyword handling is on for
 * this number, or the toll-free network answered, which knows bare STOP, START and UNSTOP only
 * (KT-01 to KT-03).
 */
function answered(message: InboundMessage, facts: InboundFacts, reading: Reading): boolean {
  if (message.answeredByProvider) return true;
  if (!reading.rule.startsWith('keyword:')) return false;
  const { kind, provider, providerAnswersKeywords } = facts.sender;
  if (kind === 'toll-free') return PROVIDER_WORDS['toll-free'].has(reading.words);
  return providerAnswersKeywords && PROVIDER_WORDS[provider].has(reading.words);
}

const evidenceOf = (message: InboundMessage, reading: Reading, facts: InboundFacts) => ({
  provider: message.provider,
  providerMessageId: message.providerMessageId,
  sender: facts.sender.id,
  words: reading.words,
  rule: reading.rule,
});
