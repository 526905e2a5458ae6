/**
 * Asks AWS what kind of line a number is: one PhoneNumberValidate call, which is charged. Tries
 * nothing twice: the queue does, and it knows what was answered meanwhile.
 * Rests on npm @aws-sdk/client-pinpoint, of which this operation outlived Pinpoint, and on
 * shared/data/line-types.ts.
 */
import {
  type NumberValidateResponse,
  PhoneNumberValidateCommand,
  PinpointClient,
  type PinpointClientConfig,
} from '@aws-sdk/client-pinpoint';
import { AWS_LINE_TYPES } from '#shared/data/line-types.ts';
import type { FoundLine, NumberLookup } from '#shared/ports.ts';

const TIMEOUT_MS = 10_000;
/** Names of carriers are short; what is not, is not one. */
const MAX_CARRIER = 120;
const COUNTRY = /^[A-Z]{2}$/;

export interface PinpointLookupOptions {
  /** Region, endpoint and credentials, where they are not those of the environment. */
  readonly config?: PinpointClientConfig;
  readonly timeoutMs?: number;
}

export function pinpointLookup({
  config,
  timeoutMs = TIMEOUT_MS,
}: PinpointLookupOptions = {}): NumberLookup {
  const client = new PinpointClient({ ...config, maxAttempts: 1 });
  return {
    name: 'aws',
    async lookUp(phone) {
      const command = new PhoneNumberValidateCommand({
        NumberValidateRequest: { PhoneNumber: phone },
      });
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const answer = await client.send(command, { abortSignal }).catch(failed);
      return lineOf(answer.NumberValidateResponse ?? {});
    },
  };
}

/** Only the error's kind: its words may quote the number. */
function failed(error: unknown): never {
  throw new Error(`the number look-up failed: ${error instanceof Error ? error.name : 'unknown'}`);
}

function lineOf({ PhoneType, Carrier, CountryCodeIso2 }: NumberValidateResponse): FoundLine {
  const lineType = AWS_LINE_TYPES.get(PhoneType ?? '');
  // A guess could refuse a person's texts for as long as an answer stands.
  if (!lineType) throw new Error('the number look-up answered no line type that is documented');
  const carrier = Carrier?.trim().slice(0, MAX_CARRIER);
  const country = COUNTRY.test(CountryCodeIso2 ?? '') ? CountryCodeIso2 : undefined;
  return { lineType, ...(carrier && { carrier }), ...(country && { country }) };
}
