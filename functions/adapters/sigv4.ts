/**
 * AWS Signature Version 4 for the one request that the JSON protocol makes: POST / without a query.
 * Every header it is given is signed. It neither connects nor reads a clock.
 * Rests on "Create a signed AWS API request" of the IAM User Guide and on AWS's SigV4 test suite.
 */
import { createHmac } from 'node:crypto';
import { type Instant, iso, sha256 } from '#shared/basics.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Goes with the temporary credentials of a role. */
  readonly sessionToken?: string;
}

export interface SigningScope {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** The name that signatures know the service by, as `dynamodb`. */
  readonly service: string;
}

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string>>;
/** The headers given and those of the signature. */
export type Signer = (headers: Headers, body: string, at: Instant) => Headers;

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** HTTP method, path and query of every request. */
const REQUEST_LINE = 'POST\n/\n\n';

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

export function signer({ credentials, region, service }: SigningScope): Signer {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const keyOf = (day: string): Buffer =>
    [day, region, service, 'aws4_request'].reduce<string | Buffer>(
      hmac,
      `AWS4${secretAccessKey}`,
    ) as Buffer;
  // The key of a day is good for every request of that day: four of five digests are saved.
  let kept: { readonly day: string; readonly key: Buffer } | undefined;
  return (given, body, at) => {
    const time = basicTime(at);
    const day = time.slice(0, 8);
    if (kept?.day !== day) kept = { day, key: keyOf(day) };
    const headers = {
      ...given,
      'x-amz-date': time,
      ...(sessionToken && { 'x-amz-security-token': sessionToken }),
    };
    const { names, canonical } = canonicalHeaders(headers);
    const scope = `${day}/${region}/${service}/aws4_request`;
    const request = `${REQUEST_LINE}${canonical}\n${names}\n${sha256(body)}`;
    const toSign = `${ALGORITHM}\n${time}\n${scope}\n${sha256(request)}`;
    const signature = hmac(kept.key, toSign).toString('hex');
    return {
      ...headers,
      authorization: `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    };
  };
}

/** ISO 8601 without signs: 20150830T123600Z. */
const basicTime = (at: Instant): string => `${iso(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

function canonicalHeaders(headers: Headers): {
  readonly names: string;
  readonly canonical: string;
} {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`);
  return { names: names.join(';'), canonical: `${lines.join('\n')}\n` };
}
