/**
 * How the customers' registrations stand at the pretend carrier, in the words of its mode: the
 * reading operations of AWS End User Messaging and of Twilio's messaging API.
 * Rests on the models in npm @aws-sdk/client-pinpoint-sms-voice-v2 and on npm twilio 6.2.0.
 */
import { awsAnswer, awsError } from './aws-answers.ts';
import type { Mode } from './connections.ts';
import { type Answer, type Call, json } from './http.ts';
import type { Network } from './network.ts';
import { isCustomer, twilioError } from './twilio.ts';

type Input = Readonly<Record<string, unknown>>;
const APPROVED = 1;
const DENIED = 2;

/** Undefined for other operations. */
export function awsRegistrations(
  network: Network,
  operation: string,
  input: Input,
): Answer | undefined {
  switch (operation) {
    case 'DescribeRegistrations':
      return describeRegistrations(network, input);
    case 'DescribeRegistrationVersions':
      return describeVersions(network, input);
    case 'DescribePhoneNumbers':
      return describeNumbers(network);
    default:
      return undefined;
  }
}

const notFound = (id: string): Answer =>
  awsError(404, 'ResourceNotFoundException', 'No such registration', {
    ResourceType: 'registration',
    ResourceId: id,
  });

const arnOf = (id: string): string => `arn:aws:sms-voice:us-east-1:000000000000:registration/${id}`;

function describeRegistrations(network: Network, input: Input): Answer {
  const all = network.mode.registrations;
  const ids = (input['RegistrationIds'] ?? Object.keys(all)) as readonly string[];
  const missing = ids.find((id) => !Object.hasOwn(all, id));
  if (missing !== undefined) return notFound(missing);
  const Registrations = ids.map((id) => ({
    RegistrationArn: arnOf(id),
    RegistrationId: id,
    RegistrationType: 'US_TEN_DLC_CAMPAIGN_REGISTRATION',
    RegistrationStatus: all[id]?.status,
    CurrentVersionNumber: DENIED,
    ...(all[id]?.status === 'COMPLETE' && { ApprovedVersionNumber: APPROVED }),
    ...(all[id]?.reason && { LatestDeniedVersionNumber: DENIED }),
    CreatedTimestamp: network.now() / 1_000,
  }));
  return awsAnswer({ Registrations });
}

function describeVersions(network: Network, input: Input): Answer {
  const id = String(input['RegistrationId']);
  const held = Object.hasOwn(network.mode.registrations, id)
    ? network.mode.registrations[id]
    : undefined;
  if (!held) return notFound(id);
  const [number = APPROVED] = (input['VersionNumbers'] ?? []) as readonly number[];
  const denied = number === DENIED;
  return awsAnswer({
    RegistrationArn: arnOf(id),
    RegistrationId: id,
    RegistrationVersions: [
      {
        VersionNumber: number,
        RegistrationVersionStatus: denied ? 'DENIED' : (held.version ?? 'APPROVED'),
        RegistrationVersionStatusHistory: { DraftTimestamp: network.now() / 1_000 },
        ...(denied && {
          DeniedReasons: [{ Reason: 'DENIED', ShortDescription: held.reason ?? 'Denied.' }],
        }),
      },
    ],
  });
}

function describeNumbers(network: Network): Answer {
  const listed = network.connections.accounts
    .flatMap(({ senders }) => senders)
    .filter(({ provider }) => provider === 'aws')
    .map(({ number }) => [number, { status: 'ACTIVE' }]);
  const numbers: Mode['numbers'] = { ...Object.fromEntries(listed), ...network.mode.numbers };
  const PhoneNumbers = Object.entries(numbers).map(
    ([PhoneNumber, { status, registration }], i) => ({
      PhoneNumberArn: `arn:aws:sms-voice:us-east-1:000000000000:phone-number/phone-${i}`,
      PhoneNumberId: `phone-${i}`,
      PhoneNumber,
      Status: status,
      ...(registration && { RegistrationId: registration }),
      IsoCountryCode: 'US',
      MessageType: 'TRANSACTIONAL',
      NumberCapabilities: ['SMS'],
      NumberType: 'TEN_DLC',
      MonthlyLeasingPrice: '1.00',
      TwoWayEnabled: true,
      SelfManagedOptOutsEnabled: true,
      OptOutListName: 'Default',
      DeletionProtectionEnabled: false,
      CreatedTimestamp: network.now() / 1_000,
    }),
  );
  return awsAnswer({ PhoneNumbers });
}

/** The three paths of Twilio's messaging API under which registrations are. */
export function twilioRegistrations(network: Network, call: Call): Answer | undefined {
  const path = call.path.join('/');
  const [, kind, sid] =
    /^v1\/(a2p\/BrandRegistrations|Services\/MG\w+\/Compliance\/Usa2p|Tollfree\/Verifications)\/(\w+)$/.exec(
      path,
    ) ?? [];
  if (!kind || !sid || call.method !== 'GET') return undefined;
  if (!network.connections.accounts.some((account) => isCustomer(call, account)))
    return twilioError(401, 20003, 'Authenticate');
  const held = Object.hasOwn(network.mode.registrations, sid)
    ? network.mode.registrations[sid]
    : undefined;
  if (!held) return twilioError(404, 20404, 'The requested resource was not found');
  const { status, reason = null, brand = null } = held;
  if (kind.startsWith('a2p')) return json(200, { sid, status, failure_reason: reason, errors: [] });
  if (kind.startsWith('Tollfree')) return json(200, { sid, status, rejection_reason: reason });
  return json(200, {
    sid,
    campaign_status: status,
    brand_registration_sid: brand,
    errors: reason ? [{ error_code: 30909, description: reason, fields: [] }] : [],
  });
}
