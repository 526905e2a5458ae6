/**
 * Reads how a registration stands at Twilio: brand, campaign of a Messaging Service, toll-free
 * verification. What a word means is shared/data/registration-states.ts.
 * Rests on https://www.twilio.com/docs/messaging/api (BrandRegistrations, UsAppToPerson, Tollfree
 * Verification).
 */
import type { NativeStatus, Sender } from '#shared/account.ts';
import type { RegistrationReader, RegistrationReading } from '#shared/ports.ts';
import type { Exchange } from './exchange.ts';
import { parseJson, twilioExchange, twilioHeaders } from './twilio-sms.ts';

const MESSAGING_URL = 'https://messaging.twilio.com';
/** Read by a person who waits; they may ask again. */
const TIMEOUT_MS = 3_000;
const MAX_DETAIL = 500;

export interface TwilioRegistrationOptions {
  /** Another host that speaks the same API: the carrier of local runs. */
  readonly apiUrl?: string;
  readonly timeoutMs?: number;
}

type Fields = Readonly<Record<string, unknown>>;
type Fetched =
  | { readonly status: 'read'; readonly body: Fields }
  | Exclude<RegistrationReading, { status: 'read' }>;

export function twilioRegistrations(options: TwilioRegistrationOptions = {}): RegistrationReader {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const exchange = twilioExchange(options.apiUrl ?? MESSAGING_URL, { timeoutMs });
  return {
    async read(sender, { twilio }) {
      if (!twilio) return unreadable('Connect Twilio to this account first.');
      const headers = twilioHeaders(twilio);
      const get = (path: string): Promise<Fetched> =>
        fetched(exchange({ method: 'GET', path: `/v1/${path}`, headers }));
      switch (sender.registration.kind) {
        case '10dlc':
          return readCampaign(get, sender);
        case 'toll-free':
          return readTollFree(get, sender);
        case 'short-code':
          return unreadable('Twilio shows no state of short codes. Put its status by hand.');
      }
    },
  };
}

const unreadable = (detail: string): Exclude<RegistrationReading, { status: 'read' }> => ({
  status: 'unreadable',
  detail,
});

const isSid = (sid: string | undefined, prefix: string): sid is string =>
  sid !== undefined && new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(sid);

type Get = (path: string) => Promise<Fetched>;

/** The campaign names its brand. */
async function readCampaign(get: Get, sender: Sender): Promise<RegistrationReading> {
  const { campaign, brand, reference = '' } = sender.registration;
  const sid = campaign?.reference ?? reference;
  if (!isSid(sid, 'QE') || !isSid(sender.service, 'MG')) {
    return unreadable(
      'Give the campaign (QE…) as registration.reference and its Messaging Service (MG…) as service.',
    );
  }
  const found = await get(`Services/${sender.service}/Compliance/Usa2p/${sid}`);
  if (found.status !== 'read') return found;
  const named = found.body['brand_registration_sid'];
  const brandSid = typeof named === 'string' ? named : brand?.reference;
  const words = { campaign: wordOf(found.body, 'campaign_status', sid) };
  if (!isSid(brandSid, 'BN')) return { status: 'read', words };
  const branded = await get(`a2p/BrandRegistrations/${brandSid}`);
  if (branded.status !== 'read') return branded;
  return { status: 'read', words: { ...words, brand: wordOf(branded.body, 'status', brandSid) } };
}

async function readTollFree(get: Get, sender: Sender): Promise<RegistrationReading> {
  const { verification, reference } = sender.registration;
  const sid = verification?.reference ?? reference;
  if (!isSid(sid, 'HH')) {
    return unreadable('Give the toll-free verification (HH…) as registration.reference.');
  }
  const found = await get(`Tollfree/Verifications/${sid}`);
  if (found.status !== 'read') return found;
  return { status: 'read', words: { verification: wordOf(found.body, 'status', sid) } };
}

function wordOf(body: Fields, field: string, reference: string): NativeStatus {
  const said = body[field];
  const detail = detailOf(body);
  return {
    // No word at all is one that nobody knows: closed.
    status: typeof said === 'string' && said.trim() ? said.slice(0, 80) : 'UNKNOWN',
    reference,
    ...(detail && { detail }),
  };
}

/** Why it was refused: one text, or a list of errors, by resource. */
function detailOf(body: Fields): string {
  const { failure_reason: failure, rejection_reason: rejection, errors } = body;
  const listed = Array.isArray(errors) ? (errors as readonly Fields[]) : [];
  return [failure, rejection, ...listed.map((one) => one['description'] ?? one['message'])]
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .join(' ')
    .slice(0, MAX_DETAIL);
}

async function fetched(answer: ReturnType<Exchange>): Promise<Fetched> {
  try {
    const { status, text } = await answer;
    if (status === 200) return { status: 'read', body: parseJson(text) };
    if (status === 404) return unreadable('Twilio has no such registration. Check its SID.');
    if (status === 401)
      return unreadable('Twilio did not accept the credentials. Connect Twilio again.');
  } catch {
    // Whatever broke: nothing was read, and the error may quote the address with its SIDs.
  }
  return { status: 'unavailable', detail: 'Twilio did not answer. Refresh again in a moment.' };
}
