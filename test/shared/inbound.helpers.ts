/** Texts of a person read against an account, sender and standing that are healthy by default. */
import { present } from '#shared/basics.ts';
import type { EntryBody } from '#shared/entries.ts';
import { decideInbound, type InboundFacts } from '#shared/inbound.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import type { InboundMessage } from '#shared/ports.ts';
import type { Reading } from '#shared/replies.ts';
import { NO_SENDS, type Sends, type Standing } from '#shared/standing.ts';
import { accountWith, consentWith, factsWith, NOON, senderWith, standingWith } from './fixtures.ts';

export const ASKED: Sends = { ...NO_SENDS, asked: { id: 'msg_0', at: NOON - 9 } };
export const pending = (sends: Sends = ASKED): Standing =>
  standingWith(
    factsWith({
      consents: {
        'sms:default': consentWith({ status: 'pending' }),
        'voice:default': consentWith({ status: 'pending' }),
        'sms:news': consentWith({ status: 'pending' }),
      },
    }),
    sends,
  );

const text = (body: string, news: Partial<InboundMessage> = {}): InboundMessage => ({
  provider: 'twilio',
  providerMessageId: 'SM1',
  from: '+12025550143',
  to: '+12025550100',
  body,
  answeredByProvider: false,
  ...news,
});
export const read = (
  body: string,
  news: Partial<InboundFacts> = {},
  message: Partial<InboundMessage> = {},
): EntryDraft[] =>
  decideInbound(text(body, message), {
    account: accountWith(),
    sender: senderWith(),
    standing: standingWith(),
    now: NOON,
    ...news,
  });
/** A text that is read like this, whatever its words. */
export const readAs = (
  reading: Partial<Reading>,
  news: Partial<InboundFacts> = {},
  message: Partial<InboundMessage> = {},
): EntryDraft[] =>
  decideInbound(
    text('enough already', message),
    { account: accountWith(), sender: senderWith(), standing: standingWith(), now: NOON, ...news },
    () => ({
      intent: 'opt-out',
      certainty: 'unsure',
      scope: 'unstated',
      channels: ['sms'],
      language: 'en',
      rule: 'phrase:enough',
      words: 'enough',
      ...reading,
    }),
  );
export const typesOf = (drafts: readonly EntryDraft[]) => drafts.map(({ type }) => type);
export const detailOf = <Type extends EntryBody['type']>(
  drafts: readonly EntryDraft[],
  type: Type,
) =>
  present(
    drafts.find((draft) => draft.type === type),
    type,
  ).detail as Extract<EntryBody, { type: Type }>['detail'];
