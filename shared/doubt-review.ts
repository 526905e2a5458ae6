/**
 * A review as people of the firm see it, and what their ruling enters. A ruling never brings a
 * person back: it says that a text was no opt-out, of a block that rests on such texts alone
 * (fold-doubt.ts); whatever else the person said stands.
 */
import { CHANNELS } from './account.ts';
import { type Instant, iso } from './basics.ts';
import { RULING, type Ruling } from './doubt-entries.ts';
import { liftedBy } from './fold-doubt.ts';
import { type ContactKey, type EntryDraft, type LedgerEntry, readKey } from './ledger.ts';
import { channelOf, type Facts, isFirmlyRevoked } from './standing.ts';
import { isDoubtedNumber, reportWrongNumber } from './wrong-number.ts';

type Entry<Type extends LedgerEntry['type']> = Extract<LedgerEntry, { type: Type }>;

export interface Review {
  readonly key: ContactKey;
  readonly text: Entry<'message-received'>;
  readonly opened: Entry<'review-opened'>;
  readonly ruled?: Entry<'review-ruled'>;
}

export function reviewView({ key, text, opened, ruled }: Review) {
  const { review, intent, certainty, channels, did } = opened.detail;
  return {
    id: review,
    status: ruled ? 'ruled' : 'open',
    openedAt: iso(opened.at),
    contact: { phone: readKey(key).phone ?? null },
    text: text.detail.body,
    intent,
    certainty,
    language: text.detail.language,
    rule: text.detail.rule,
    // Of texts from before they were kept none are known.
    words: text.detail.words ?? null,
    channels,
    did,
    ruling: ruled
      ? {
          ruling: ruled.detail.ruling,
          reason: ruled.detail.reason,
          by: ruled.actor,
          at: iso(ruled.at),
          lifted: ruled.detail.lifted,
        }
      : null,
  };
}

/** The ruling, and the opt-out that it finds in a text that closed nothing. */
export function rulingDrafts(
  { text, opened }: Review,
  {
    ruling,
    reason,
    actor,
  }: { readonly ruling: Ruling; readonly reason: string; readonly actor: string },
  facts: Facts,
  now: Instant,
): EntryDraft[] {
  const { review, channels, did } = opened.detail;
  const head = { at: now, actor, source: 'review' };
  const open = new Set(liftedBy(facts, review, ruling).map(channelOf));
  const lifted = CHANNELS.filter((channel) => open.has(channel));
  const drafts: EntryDraft[] = [
    {
      ...head,
      type: 'review-ruled',
      detail: { review, ofSeq: opened.seq, ruling, reason, lifted },
    },
  ];
  // Whoever texted START since has said anew what is to be.
  const cameBack = facts.cameBackAt !== undefined && facts.cameBackAt >= text.at;
  const closes = channels.filter(
    (channel) => !isFirmlyRevoked(facts, channel) && !(channel === 'sms' && cameBack),
  );
  if (ruling === 'not-opt-out') return drafts;
  const isWrong = opened.detail.intent === 'wrong-number' || facts.wrongNumber?.review === review;
  const ends = isWrong && (isDoubtedNumber(facts) || !cameBack);
  const said = { words: text.detail.body, rule: RULING, sender: text.detail.sender };
  const wrong = ends ? reportWrongNumber(facts, said) : [];
  drafts.push(...wrong.map((effect) => ({ ...head, ...effect }) as EntryDraft));
  if (did === 'opted-out' || closes.length === 0) return drafts;
  const optOut: EntryDraft = {
    ...head,
    type: 'opted-out',
    detail: {
      channels: closes,
      receivedAt: iso(text.at),
      words: text.detail.body,
      rule: RULING,
      // Later than five minutes after the text, as a ruling mostly is, nothing more may be sent.
      confirmation: 'none',
      sender: text.detail.sender,
      evidence: { review, ofSeq: text.seq },
    },
  };
  return [...drafts, optOut];
}
