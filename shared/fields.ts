/** Fields that many schemas share: names, texts, instants, addresses, with their limits. */
import * as z from 'zod/mini';

export const MAX_NAME = 80;
const MAX_TEXT = 5_000;

export const Id = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'use 1 to 64 letters, digits, . _ or -'));
export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_NAME));
export const Text = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT));
export const HttpsOrigin = z
  .string()
  .check(z.regex(/^https?:\/\/[^/\s]{1,253}$/, 'use scheme and host only: https://www.example'));
export const EmailAddress = z
  .string()
  .check(
    z.maxLength(254),
    z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'use an address like a@b.example'),
  );
/** An address that stands in a header as it is: the dot-atom of RFC 5322. */
export const Mailbox = EmailAddress.check(
  z.regex(
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]+$/,
    'use letters, digits and signs such as . _ + - only',
  ),
);
export const Url = z
  .string()
  .check(z.regex(/^https?:\/\/\S{1,2000}$/, 'use an http or https address'));
/** An instant as the API takes it: ISO 8601 with a zone, seconds and milliseconds optional. */
export const Time = z
  .string()
  .check(
    z.regex(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/,
      'use ISO 8601 with a zone, such as 2026-11-22T15:00:00Z',
    ),
    z.refine(isTime, 'there is no such time'),
  );
export const ATLEAST_ONE = z.minimum(1);
export const MAX_LIST = 200;

/** Date.parse alone takes 30 February for 2 March. */
function isTime(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const exists = Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(day);
  return exists && Number.isFinite(Date.parse(text));
}
