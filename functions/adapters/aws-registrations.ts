/**
 * Reads how a registration stands at AWS End User Messaging: the words of DescribeRegistrations,
 * of the version that decides (DescribeRegistrationVersions), and of the number itself
 * (DescribePhoneNumbers). What a word means is shared/data/registration-states.ts.
 * Rests on these operations of the "Pinpoint SMS Voice V2" API reference.
 */
import type { NativeStatus, Sender } from '#shared/account.ts';
import type { RegistrationReader, RegistrationReading, RegistrationWords } from '#shared/ports.ts';
import { type AwsCall, type AwsConnection, AwsError, awsJson } from './aws-json.ts';

/** Read by a person who waits; they may ask again. */
const SMS_VOICE = {
  name: 'sms-voice',
  target: 'PinpointSMSVoiceV2',
  attempts: 1,
  backoffMs: 0,
  timeoutMs: 2_000,
  keepAlive: false,
} as const;

/** The most that the operation gives at once, and how many such pages are looked through. */
const PAGE = 100;
const MAX_PAGES = 3;
const MAX_DETAIL = 500;

type Fields = Readonly<Record<string, unknown>>;
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function awsRegistrations(connection: AwsConnection): RegistrationReader {
  const call = awsJson(SMS_VOICE, connection);
  return {
    async read(sender) {
      try {
        return await readAll(call, sender);
      } catch (error) {
        return failed(error);
      }
    },
  };
}

function failed(error: unknown): RegistrationReading {
  if (!(error instanceof AwsError)) throw error;
  if (error.name === 'ResourceNotFoundException' || error.name === 'ValidationException') {
    return unreadable('AWS has no such registration in this account and region. Check its id.');
  }
  const detail =
    error.name === 'AccessDeniedException'
      ? 'AWS does not let the gateway read registrations here. Check its role and the region.'
      : 'AWS did not answer. Refresh again in a moment.';
  return { status: 'unavailable', detail };
}

const unreadable = (detail: string): RegistrationReading => ({ status: 'unreadable', detail });

async function readAll(call: AwsCall, sender: Sender): Promise<RegistrationReading> {
  const { registration } = sender;
  const part = registration.kind === '10dlc' ? 'campaign' : 'verification';
  const listed = await findNumber(call, sender.number);
  const owner = textOf(listed?.['RegistrationId']);
  const id = registration[part]?.reference || registration.reference || owner;
  if (!id) {
    return unreadable(`Give the id of the ${part} at AWS as registration.reference.`);
  }
  // An approval of another number, or of another account on the same AWS account, is not ours.
  if (owner && id !== owner && !id.endsWith(`/${owner}`)) {
    return unreadable('At AWS this number belongs to another registration. Give the id of that.');
  }
  const brand = registration.brand?.reference;
  const found = await describe(call, brand ? [id, brand] : [id]);
  const decided = await wordOf(call, found, id);
  const branded = brand ? await wordOf(call, found, brand) : undefined;
  if (!decided || (brand && !branded)) {
    return unreadable('AWS has no such registration in this account and region. Check its id.');
  }
  const words: RegistrationWords = {
    [part]: decided,
    ...(branded && { brand: branded }),
    ...(listed && { number: numberWord(listed) }),
  };
  return { status: 'read', words };
}

async function describe(call: AwsCall, ids: readonly string[]): Promise<readonly Fields[]> {
  const answer = await call('DescribeRegistrations', { RegistrationIds: ids });
  return listOf(answer['Registrations']);
}

/** A registration by id or ARN, with the version that holds or was denied. */
async function wordOf(
  call: AwsCall,
  found: readonly Fields[],
  id: string,
): Promise<NativeStatus | undefined> {
  const held = found.find((one) => one['RegistrationId'] === id || one['RegistrationArn'] === id);
  const status = textOf(held?.['RegistrationStatus']);
  if (!held || !status) return undefined;
  const reference = textOf(held['RegistrationId']);
  const version = await versionOf(call, held, status);
  const said = textOf(version?.['RegistrationVersionStatus']);
  const detail = listOf(version?.['DeniedReasons'])
    .map((reason) => textOf(reason['ShortDescription']) || textOf(reason['Reason']))
    .join(' ')
    .slice(0, MAX_DETAIL);
  return {
    // A registration may be complete and its approval revoked since.
    status: status === 'COMPLETE' && said && said !== 'APPROVED' ? said : status,
    reference,
    ...(detail && { detail }),
  };
}

async function versionOf(
  call: AwsCall,
  registration: Fields,
  status: string,
): Promise<Fields | undefined> {
  const decides = {
    COMPLETE: registration['ApprovedVersionNumber'],
    REQUIRES_UPDATES: registration['LatestDeniedVersionNumber'],
  }[status];
  if (typeof decides !== 'number') return undefined;
  const answer = await call('DescribeRegistrationVersions', {
    RegistrationId: registration['RegistrationId'],
    VersionNumbers: [decides],
  });
  return listOf(answer['RegistrationVersions'])[0];
}

/** Undefined when there are more numbers than are looked through: then it says nothing. */
async function findNumber(call: AwsCall, number: string): Promise<Fields | undefined> {
  let token: unknown;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await call('DescribePhoneNumbers', {
      MaxResults: PAGE,
      ...(typeof token === 'string' && { NextToken: token }),
    });
    const held = listOf(answer['PhoneNumbers']).find((one) => one['PhoneNumber'] === number);
    if (held) return held;
    token = answer['NextToken'];
    if (typeof token !== 'string' || token === '') return { Status: 'NOT_LISTED' };
  }
  return undefined;
}

function numberWord(listed: Fields): NativeStatus {
  const reference = textOf(listed['PhoneNumberId']);
  return { status: textOf(listed['Status']) || 'UNKNOWN', ...(reference && { reference }) };
}
