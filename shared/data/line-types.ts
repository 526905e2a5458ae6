/**
 * What kind of line a number is, by the words of AWS's number look-up (PhoneNumberValidate, which
 * AWS End User Messaging kept when Pinpoint ended on 2026-10-30): all values that it documents.
 * PREPAID says how a mobile is paid for. INVALID and OTHER are lines that no text reaches; see
 * LINE_TYPES.
 * Source: field PhoneType of NumberValidateResponse, npm @aws-sdk/client-pinpoint 3.1132.0.
 * Date: 2026-11-22. Confidence: V for the values; S for OTHER, whose lines AWS does not list.
 */
import type { LineType } from '../ledger.ts';

export const AWS_LINE_TYPES: ReadonlyMap<string, LineType> = new Map([
  ['MOBILE', 'mobile'],
  ['PREPAID', 'mobile'],
  ['LANDLINE', 'landline'],
  ['VOIP', 'voip'],
  ['INVALID', 'other'],
  ['OTHER', 'other'],
]);
