/**
 * Reads phone numbers as people type them, and says whether a person can be texted there.
 *
 * Decides: E.164 form, country and kind by numbering plan, and which numbers may send. Does not
 * decide whether a number is in service or ported: that is the line-type lookup's work.
 * Rests on the numbering plans in libphonenumber-js (full metadata) and, for numbers kept for
 * fiction and testing, on the rule at FICTIONAL below. The only file that imports that library.
 */
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/core';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import PLANS from 'libphonenumber-js/metadata.max.json';
import type { Result } from './basics.ts';
import { err, ok } from './basics.ts';

export interface Phone {
  /** '+' and digits, at most 15 of them (ITU-T E.164). */
  readonly e164: string;
  /** ISO 3166 alpha-2; 'US' for a North American number that belongs to no country. */
  readonly country: string;
  /** By numbering plan. A person's number is one of the first three; the rest are refused. */
  readonly kind: 'mobile-or-fixed' | 'mobile' | 'fixed' | 'toll-free' | 'voip' | 'other';
}

export interface SenderNumber {
  /** E.164, or the bare digits of a short code. */
  readonly number: string;
  readonly kind: 'long-code' | 'toll-free' | 'short-code';
}

/** Longest text read as one number; longer text is not one. */
const MAX_TYPED_LENGTH = 64;

/** North American common short codes have five or six digits and never begin with 0 or 1. */
const SHORT_CODE = /^[2-9]\d{4,5}$/;

/**
 * Numbers kept for fiction and testing, which no numbering plan calls valid: every +1 555 number
 * (area code 555 is assigned to nobody; the API's examples use it, so its exchange may be any),
 * and lines 555-0100 to 555-0199 of any area code (which the North American plan keeps for fiction;
 * in assigned area codes the library knows them). Area codes N11, 900 and the toll-free ones stay
 * what they are.
 */
const FICTIONAL = /^\+1(?:555\d{7}|(?!.11|900|8(?:00|22|33|44|55|66|77|88))[2-9]\d{2}55501\d{2})$/;

type PlanType = Exclude<ReturnType<PhoneNumber['getType']>, undefined>;

const KINDS: Readonly<Record<PlanType, Phone['kind']>> = {
  FIXED_LINE_OR_MOBILE: 'mobile-or-fixed',
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  TOLL_FREE: 'toll-free',
  VOIP: 'voip',
  PAGER: 'other',
  PERSONAL_NUMBER: 'other',
  PREMIUM_RATE: 'other',
  SHARED_COST: 'other',
  UAN: 'other',
  VOICEMAIL: 'other',
};

/** Null when no numbering plan knows the number and it is not fictional. */
function kindOf(number: PhoneNumber): Phone['kind'] | null {
  const type = number.getType();
  if (type !== undefined) return KINDS[type];
  return FICTIONAL.test(number.number) ? 'mobile-or-fixed' : null;
}

/** Without what is pasted around a number: address books, for one, add marks of direction. */
const typed = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^\(\+(\d{1,3})\)/, '+$1 ')
    .replace(/^00\s?(?=[1-9])/, '+');

const E164 = /^\+[1-9]\d{6,14}$/;
const WITHOUT_REGION = { extract: false } as const;

const isCountry = (region: string): region is CountryCode =>
  isSupportedCountry(region as CountryCode, PLANS);

/** Null when the text is not one whole number. An extension is a switchboard: no texts there. */
function read(text: string, defaultRegion: string): Phone | null {
  if (text.length > MAX_TYPED_LENGTH) return null;
  const region = defaultRegion.toUpperCase();
  const digits = typed(text);
  const options: { extract: false; defaultCountry?: CountryCode } = { extract: false };
  if (isCountry(region)) options.defaultCountry = region;
  const isWhole = E164.test(digits);
  const first = parsePhoneNumberFromString(digits, isWhole ? WITHOUT_REGION : options, PLANS);
  if (first === undefined || first.ext !== undefined) return null;
  // Read again without the region, so that one number has one country whoever typed it.
  const number =
    isWhole && first.number === digits
      ? first
      : parsePhoneNumberFromString(first.number, WITHOUT_REGION, PLANS);
  if (number === undefined) return null;
  const kind = kindOf(number);
  if (kind === null) return null;
  return { e164: number.number, country: number.country ?? 'US', kind };
}

const isPersonal = (kind: Phone['kind']): boolean =>
  kind === 'mobile-or-fixed' || kind === 'mobile' || kind === 'fixed';

/**
 * A number that a person can be texted at, as people type it. Accepts mobile and fixed lines (a
 * landline is told apart later, by lookup); refuses toll-free, premium, pager, shared cost,
 * personal and VoIP ranges, short codes, extensions, and text that holds more than the number.
 * @param defaultRegion ISO 3166 alpha-2 for numbers without a country code; unknown regions
 * leave only numbers that begin with '+'.
 * @example parsePhone('(202) 555-0143', 'US') // value.e164 is '+12025550143'
 */
export function parsePhone(text: string, defaultRegion: string): Result<Phone, 'invalid-number'> {
  const phone = read(text, defaultRegion);
  return phone !== null && isPersonal(phone.kind) ? ok(phone) : err('invalid-number');
}

/**
 * A number that a firm may send from: a long code, a toll-free number or a short code.
 * @example parseSenderNumber('800-555-0199', 'US') // value.kind is 'toll-free'
 */
export function parseSenderNumber(
  text: string,
  defaultRegion: string,
): Result<SenderNumber, 'invalid-number'> {
  if (text.length > MAX_TYPED_LENGTH) return err('invalid-number');
  const bare = typed(text).replace(/[\s-]/g, '');
  if (SHORT_CODE.test(bare)) return ok({ number: bare, kind: 'short-code' });
  const phone = read(text, defaultRegion);
  if (phone === null) return err('invalid-number');
  if (phone.kind === 'toll-free') return ok({ number: phone.e164, kind: 'toll-free' });
  return isPersonal(phone.kind)
    ? ok({ number: phone.e164, kind: 'long-code' })
    : err('invalid-number');
}

/**
 * For logs: the last two digits, and '+1' when it is that; the stars hide even the length.
 * @example maskPhone('+12025550143') // '+1*******43'
 */
export function maskPhone(e164: string): string {
  if (!/^\+\d{7,15}$/.test(e164)) return '*******';
  return `${e164.startsWith('+1') ? '+1' : '+'}*******${e164.slice(-2)}`;
}
