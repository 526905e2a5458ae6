/**
 * The pretend AWS End User Messaging (SMS and Voice v2, AWS JSON 1.0) and Pinpoint number
 * validation: enough for the SDK's own clients. Signatures are asked for but not checked.
 * Rests on the models in npm @aws-sdk/client-pinpoint-sms-voice-v2 and client-pinpoint.
 */
import { randomUUID } from 'node:crypto';
import { awsAnswer, awsError } from './aws-answers.ts';
import type { CarrierAccount, CarrierSender, Mode } from './connections.ts';
import { type Answer, type Call, json, readJson } from './http.ts';
import { blockGroup } from './inbound.ts';
import { type Network, senderFrom } from './network.ts';
import { awsRegistrations } from './registrations.ts';

const E164 = /^\+[1-9]\d{6,14}$/;
const TARGET = 'PinpointSMSVoiceV2.';

const isSigned = (call: Call): boolean =>
  (call.headers['authorization'] ?? '').startsWith('AWS4-HMAC-SHA256 ');

export function awsSmsApi(network: Network, call: Call): Answer | undefined {
  const target = call.headers['x-amz-target'] ?? '';
  if (call.method !== 'POST' || call.path.length > 0 || !target.startsWith(TARGET))
    return undefined;
  if (!isSigned(call)) return awsError(403, 'MissingAuthenticationTokenException', 'Not signed');
  const { mode } = network;
  if (mode.sends === 'server-error') return awsError(500, 'InternalServerException', 'Try later');
  if (mode.sends === 'throttle') return awsError(400, 'ThrottlingException', 'Too many texts');
  const operation = target.slice(TARGET.length);
  const input = readJson(call.body) ?? {};
  if (operation === 'SendTextMessage') return sendText(network, input);
  return (
    awsRegistrations(network, operation, input) ??
    awsError(400, 'UnknownOperationException', 'This carrier sends texts and shows registrations.')
  );
}

const invalid = (field: string): Answer =>
  awsError(400, 'ValidationException', `${field} is not valid`, {
    Reason: 'FIELD_VALIDATION_FAILED',
    Fields: [{ Name: field, Message: 'is not valid' }],
  });

const conflict = (Reason: string): Answer =>
  awsError(409, 'ConflictException', 'Not possible', { Reason });

function sendText(network: Network, input: Readonly<Record<string, unknown>>): Answer {
  const to = input['DestinationPhoneNumber'];
  const from = input['OriginationIdentity'];
  const body = input['MessageBody'];
  const context = (input['Context'] ?? {}) as Readonly<Record<string, string>>;
  if (typeof to !== 'string' || !E164.test(to)) return invalid('DestinationPhoneNumber');
  if (typeof body !== 'string' || body === '') return invalid('MessageBody');
  if (typeof from !== 'string') return conflict('NO_ORIGINATION_IDENTITIES_FOUND');
  const account = network.account(context['account'] ?? '') ?? network.senderOf(from)?.account;
  const sender = account && findSender(account, from);
  if (!account || !sender)
    return awsError(404, 'ResourceNotFoundException', 'No such sender', {
      ResourceType: 'phone-number',
    });
  if (!sender.registered) return conflict('RESOURCE_NOT_ACTIVE');
  if (network.state.isBlocked(to, blockGroup(sender)))
    return conflict('DESTINATION_PHONE_NUMBER_OPTED_OUT');
  network.state.learnRoute(from, { account: account.id, provider: 'aws' });
  if (!network.mode.failCode) network.deliver(to, from, body);
  const MessageId = randomUUID();
  const after = reporter(network, { to, from, messageId: MessageId, context });
  if (network.mode.sends === 'drop-answer') return { status: 'cut', after };
  return { ...awsAnswer({ MessageId }), after };
}

const findSender = (account: CarrierAccount, from: string): CarrierSender | undefined =>
  account.senders.find((one) => one.provider === 'aws' && one.number === from) ??
  (account.onlySenders ? undefined : senderFrom(from, { provider: 'aws' }));

/** Publishes queued, sent, then the last word, in the form of a configuration set's events. */
function reporter(
  network: Network,
  text: {
    readonly to: string;
    readonly from: string;
    readonly messageId: string;
    readonly context: Readonly<Record<string, string>>;
  },
) {
  const { failCode, reports } = network.mode;
  return async () => {
    if (!reports) return;
    const failure = failCode?.startsWith('TEXT_') ? failCode : 'TEXT_CARRIER_BLOCKED';
    const last = failCode ? failure : 'TEXT_DELIVERED';
    for (const eventType of ['TEXT_QUEUED', 'TEXT_SENT', last]) {
      await network.publish('events', {
        eventType,
        eventVersion: '1.0',
        eventTimestamp: network.now(),
        isFinal: eventType === last,
        originationPhoneNumber: text.from,
        destinationPhoneNumber: text.to,
        isoCountryCode: 'US',
        messageId: text.messageId,
        messageRequestTimestamp: network.now(),
        messageEncoding: 'GSM',
        messageType: 'TRANSACTIONAL',
        messageStatus: eventType.slice('TEXT_'.length),
        context: text.context,
        totalMessageParts: 1,
      });
    }
  };
}

/** Pinpoint's PhoneTypeCode by PhoneType. */
const TYPE_CODES: Readonly<Record<Mode['lines'][string]['type'], number>> = {
  MOBILE: 0,
  LANDLINE: 1,
  VOIP: 2,
  INVALID: 3,
  OTHER: 4,
  PREPAID: 5,
};

/** The REST-JSON protocol names the error in a header; the body is a MessageBody. */
const pinpointError = (status: number, name: string): Answer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: { Message: name, RequestID: randomUUID() },
});

export function pinpointApi(network: Network, call: Call): Answer | undefined {
  if (call.path.join('/') !== 'v1/phone/number/validate') return undefined;
  if (call.method !== 'POST') return pinpointError(405, 'MethodNotAllowedException');
  if (!isSigned(call)) return pinpointError(403, 'ForbiddenException');
  const { lookUps } = network.mode;
  if (lookUps === 'server-error') return pinpointError(500, 'InternalServerErrorException');
  if (lookUps === 'throttle') return pinpointError(429, 'TooManyRequestsException');
  const phone = readJson(call.body)?.['PhoneNumber'];
  if (typeof phone !== 'string') return pinpointError(400, 'BadRequestException');
  const line = network.mode.lines[phone] ?? { type: 'MOBILE' };
  const type = E164.test(phone) ? line.type : 'INVALID';
  const valid = type !== 'INVALID';
  return json(200, {
    OriginalPhoneNumber: phone,
    PhoneType: type,
    PhoneTypeCode: TYPE_CODES[type],
    ...(valid && {
      Carrier: 'Pretend Wireless',
      CleansedPhoneNumberE164: phone,
      CleansedPhoneNumberNational: phone.replace(/^\+1/, ''),
      Country: 'United States',
      CountryCodeIso2: 'US',
      CountryCodeNumeric: '1',
      ...('timezone' in line && line.timezone && { Timezone: line.timezone }),
      ...('zip' in line && line.zip && { ZipCode: line.zip }),
    }),
  });
}
