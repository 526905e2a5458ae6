/**
 * A person texts back: what the toll-free network and the provider do with it themselves, and how
 * the text reaches the gateway (a signed Twilio webhook, or an AWS message on a topic).
 */
import { randomUUID } from 'node:crypto';
import { signTwilio } from '#functions/adapters/twilio-webhook.ts';
import type { CarrierAccount, CarrierSender } from './connections.ts';
import { NETWORK_REPLIES, PROVIDER_REPLIES, providerVerdict, tollFreeVerdict } from './keywords.ts';
import type { Network } from './network.ts';

/** North American toll-free area codes. */
const TOLL_FREE = /^\+18(00|22|33|44|55|66|77|88)\d{7}$/;
const MAX_INBOUND_BODY = 1_600;

/** The provider's id of a text, and the webhook's HTTP status (AWS: 200 when published). */
export interface TextedBack {
  readonly providerMessageId: string;
  readonly status: number;
}

/** An opt-out holds for the whole Messaging Service when there is one (KP-01). */
export const blockGroup = (sender: CarrierSender): string => sender.service ?? sender.number;
export const newSid = (prefix: string): string => prefix + randomUUID().replaceAll('-', '');

/** Throws with what to do when nobody owns the number or nothing leads to the gateway. */
export async function textBack(
  network: Network,
  from: string,
  text: { readonly body: string; readonly to: string },
): Promise<TextedBack> {
  const found = network.senderOf(text.to);
  if (!found) throw new Error('nobody sends from that number; give a connected sender as "to"');
  if (text.body.length > MAX_INBOUND_BODY)
    throw new Error(`a text has at most ${MAX_INBOUND_BODY} characters`);
  const optOutType = answerAsProvider(network, from, text.body, found.sender);
  return found.sender.provider === 'twilio'
    ? await postTwilio(network, found.account, { ...text, from, optOutType })
    : await publishAws(network, { ...text, from });
}

/** Blocks and answers as network and provider are set to; says what Twilio puts on its webhook. */
function answerAsProvider(
  network: Network,
  phone: string,
  body: string,
  sender: CarrierSender,
): string | undefined {
  const { mode, state } = network;
  const tollFree = mode.tollFreeNetwork && TOLL_FREE.test(sender.number);
  const byNetwork = tollFree ? tollFreeVerdict(body) : undefined;
  const byProvider = mode.advancedOptOut ? providerVerdict(sender.provider, body) : undefined;
  const verdict = byNetwork ?? byProvider;
  if (!verdict) return undefined;
  if (verdict !== 'HELP') state.setBlocked(phone, blockGroup(sender), verdict === 'STOP');
  const reply =
    byNetwork === 'STOP' || byNetwork === 'START'
      ? NETWORK_REPLIES[byNetwork]
      : PROVIDER_REPLIES[verdict];
  network.deliver(phone, sender.number, reply);
  return byProvider;
}

async function postTwilio(
  network: Network,
  account: CarrierAccount,
  text: {
    readonly from: string;
    readonly to: string;
    readonly body: string;
    readonly optOutType: string | undefined;
  },
): Promise<TextedBack> {
  const { gateway } = network.connections;
  if (!gateway || !account.twilio)
    throw new Error('connect the gateway and the Twilio account first: PUT /carrier/connections');
  const sid = newSid('SM');
  const form = {
    ToCountry: 'US',
    SmsMessageSid: sid,
    NumMedia: '0',
    SmsSid: sid,
    SmsStatus: 'received',
    FromCountry: 'US',
    To: text.to,
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: account.twilio.accountSid,
    From: text.from,
    Body: text.body,
    ApiVersion: '2010-04-01',
    ...(text.optOutType && { OptOutType: text.optOutType }),
  };
  const url = `${gateway.baseUrl}/v1/webhooks/twilio/${account.id}/messages`;
  const post = () => postSigned(network, url, account.twilio?.authToken ?? '', form);
  const [status = 0] = await Promise.all(
    network.mode.duplicateWebhooks ? [post(), post()] : [post()],
  );
  return { providerMessageId: sid, status };
}

/** One post as Twilio makes it: the form signed with the auth token over the public address. */
export function postSigned(
  network: Network,
  url: string,
  authToken: string,
  form: Readonly<Record<string, string>>,
): Promise<number> {
  const body = new URLSearchParams(form).toString();
  const signature = signTwilio({ authToken, url, body });
  return network.post({ url, headers: { 'x-twilio-signature': signature }, body });
}

async function publishAws(
  network: Network,
  text: { readonly from: string; readonly to: string; readonly body: string },
): Promise<TextedBack> {
  const inboundMessageId = randomUUID();
  const message = {
    originationNumber: text.from,
    destinationNumber: text.to,
    messageKeyword: 'KEYWORD_DEFAULT',
    messageBody: text.body,
    inboundMessageId,
    previousPublishedMessageId: randomUUID(),
  };
  const publish = () => network.publish('inbound', message);
  await Promise.all(network.mode.duplicateWebhooks ? [publish(), publish()] : [publish()]);
  return { providerMessageId: inboundMessageId, status: 200 };
}
