/**
 * The pretend Twilio: creates messages over its REST API, refuses with its codes, and reports
 * deliveries to the StatusCallback. Only what SMS needs; webhooks for replies are in inbound.ts.
 * Rests on https://www.twilio.com/docs/messaging/api/message-resource.
 */
import { timingSafeEqual } from 'node:crypto';
import type { CarrierAccount, CarrierSender } from './connections.ts';
import { type Answer, type Call, json } from './http.ts';
import { blockGroup, newSid, postSigned } from './inbound.ts';
import { type Network, senderFrom } from './network.ts';

const E164 = /^\+[1-9]\d{6,14}$/;
const TOLL_FREE = /^\+18(00|22|33|44|55|66|77|88)\d{7}$/;
const MAX_BODY = 1_600;

type TwilioAccount = CarrierAccount & { readonly twilio: NonNullable<CarrierAccount['twilio']> };
const hasTwilio = (account: CarrierAccount): account is TwilioAccount =>
  account.twilio !== undefined;

export function twilioApi(network: Network, call: Call): Answer | undefined {
  const [version, accounts, sid, resource] = call.path;
  if (version !== '2010-04-01' || accounts !== 'Accounts') return undefined;
  if (resource !== 'Messages.json' || call.method !== 'POST')
    return twilioError(404, 20404, 'The requested resource was not found');
  const account = network.connections.accounts
    .filter(hasTwilio)
    .find((one) => one.twilio.accountSid === sid && isAuthorized(call, one));
  if (!account) return twilioError(401, 20003, 'Authenticate');
  if (network.mode.sends === 'server-error') return twilioError(500, 20500, 'Internal error');
  if (network.mode.sends === 'throttle') return twilioError(429, 20429, 'Too Many Requests');
  return createMessage(network, account, new URLSearchParams(call.body));
}

export const isCustomer = (call: Call, account: CarrierAccount): boolean =>
  hasTwilio(account) && isAuthorized(call, account);

function isAuthorized(call: Call, account: TwilioAccount): boolean {
  const pair = `${account.twilio.accountSid}:${account.twilio.authToken}`;
  const expected = Buffer.from(`Basic ${Buffer.from(pair).toString('base64')}`);
  const given = Buffer.from(call.headers['authorization'] ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export const twilioError = (status: number, code: number, message: string): Answer =>
  json(status, {
    code,
    message,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  });

interface Draft {
  readonly to: string;
  readonly body: string;
  readonly sender: CarrierSender;
  readonly statusCallback: string | null;
}

function createMessage(network: Network, account: TwilioAccount, form: URLSearchParams): Answer {
  const draft = readDraft(network, account, form);
  if ('status' in draft) return draft;
  const { to, body, sender } = draft;
  const sid = newSid('SM');
  network.state.learnRoute(sender.number, {
    account: account.id,
    provider: 'twilio',
    ...(sender.service && { service: sender.service }),
  });
  if (!network.mode.failCode) network.deliver(to, sender.number, body);
  const report = reporter(network, account, draft, sid);
  if (network.mode.sends === 'drop-answer') return { status: 'cut', after: report };
  const created = new Date(network.now()).toUTCString();
  return {
    status: 201,
    body: {
      account_sid: account.twilio.accountSid,
      api_version: '2010-04-01',
      body,
      date_created: created,
      date_sent: null,
      date_updated: created,
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: sender.number,
      messaging_service_sid: sender.service ?? null,
      num_media: '0',
      num_segments: '1',
      price: null,
      price_unit: 'USD',
      sid,
      status: 'queued',
      subresource_uris: {},
      to,
      uri: `/2010-04-01/Accounts/${account.twilio.accountSid}/Messages/${sid}.json`,
    },
    after: report,
  };
}

/** Twilio's own order of refusals, as far as it is known. */
function readDraft(
  network: Network,
  account: TwilioAccount,
  form: URLSearchParams,
): Draft | Answer {
  const to = form.get('To') ?? '';
  const body = form.get('Body') ?? '';
  const from = form.get('From');
  const service = form.get('MessagingServiceSid');
  if (!to) return twilioError(400, 21604, "A 'To' phone number is required.");
  if (!E164.test(to)) return twilioError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!body) return twilioError(400, 21602, 'Message body is required.');
  if (body.length > MAX_BODY) return twilioError(400, 21617, 'The message body is too long.');
  if (!from && !service) return twilioError(400, 21603, "A 'From' phone number is required.");
  const sender = findSender(account, from, service);
  if (!sender) return twilioError(400, 21606, `The 'From' number ${from} is not yours.`);
  if (!sender.registered)
    return TOLL_FREE.test(sender.number)
      ? twilioError(400, 30032, 'Toll-Free number has not been verified.')
      : twilioError(400, 30034, 'US A2P 10DLC - message from an unregistered number.');
  if (network.state.isBlocked(to, blockGroup(sender)))
    return twilioError(400, 21610, 'Attempt to send to unsubscribed recipient.');
  return { to, body, sender, statusCallback: form.get('StatusCallback') };
}

function findSender(
  account: TwilioAccount,
  from: string | null,
  service: string | null,
): CarrierSender | undefined {
  const listed = account.senders.find(
    (sender) =>
      sender.provider === 'twilio' &&
      (from === null || sender.number === from) &&
      (service === null || sender.service === service),
  );
  if (listed || account.onlySenders || !from) return listed;
  return senderFrom(from, { provider: 'twilio', ...(service && { service }) });
}

/** Posts queued, sent, then delivered or undelivered, one after the other. */
function reporter(network: Network, account: TwilioAccount, draft: Draft, sid: string) {
  const { failCode, reports } = network.mode;
  return async () => {
    if (!draft.statusCallback || !reports) return;
    const last = failCode ? 'undelivered' : 'delivered';
    for (const status of ['queued', 'sent', last]) {
      await postSigned(network, draft.statusCallback, account.twilio.authToken, {
        SmsSid: sid,
        SmsStatus: status,
        MessageStatus: status,
        To: draft.to,
        MessageSid: sid,
        AccountSid: account.twilio.accountSid,
        From: draft.sender.number,
        ApiVersion: '2010-04-01',
        ...(draft.sender.service && { MessagingServiceSid: draft.sender.service }),
        ...(status === 'undelivered' && { ErrorCode: failCode ?? '30008' }),
      });
    }
  };
}
