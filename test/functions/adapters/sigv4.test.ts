/**
 * Our signature against AWS's published test suite and, for generated requests, against the signer
 * of AWS's own SDK.
 */
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '@smithy/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signer } from '#functions/adapters/sigv4.ts';

/** Of the suite aws-sig-v4-test-suite: its one secret, scope and time, and its POST cases. */
const SUITE = {
  credentials: {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  },
  region: 'us-east-1',
  service: 'service',
};
const SUITE_TIME = Date.parse('2015-08-30T12:36:00Z');
const SUITE_TOKEN =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';
const HOST = { host: 'example.amazonaws.com' };

const authorization = (names: string, signature: string): string =>
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`;

describe("AWS's test suite", () => {
  test.each<[string, Record<string, string>, string, string, string]>([
    [
      'post-vanilla',
      {},
      '',
      'host;x-amz-date',
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
    [
      'post-header-key-sort',
      { 'my-header1': 'value1' },
      '',
      'host;my-header1;x-amz-date',
      'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
    ],
    [
      'post-header-value-case',
      { 'my-header1': 'VALUE1' },
      '',
      'host;my-header1;x-amz-date',
      'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
    ],
    [
      'post-x-www-form-urlencoded',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'Param1=value1',
      'content-type;host;x-amz-date',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('%s', (_case, headers, body, names, signature) => {
    const signed = signer(SUITE)({ ...HOST, ...headers }, body, SUITE_TIME);
    expect(signed['authorization']).toBe(authorization(names, signature));
    expect(signed['x-amz-date']).toBe('20150830T123600Z');
  });

  test('post-sts-header-before: the token of a role is signed too', () => {
    const credentials = { ...SUITE.credentials, sessionToken: SUITE_TOKEN };
    const signed = signer({ ...SUITE, credentials })(HOST, '', SUITE_TIME);
    const signature = '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead';
    const names = 'host;x-amz-date;x-amz-security-token';
    expect(signed['authorization']).toBe(authorization(names, signature));
    expect(signed['x-amz-security-token']).toBe(SUITE_TOKEN);
  });
});

const RUNS = 500;
const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (signatures)`);

/** Whatever HTTP lets stand in a header, runs of blanks at any place among it. */
const headerText = fc
  .array(fc.oneof(fc.string(), fc.constantFrom(' ', '   ', '\t', '%2F', '+', '=', ';', ',', '"')))
  .map((parts) => parts.join(''));
const headerName = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,20}$/)
  .filter((name) => !UNSIGNED.has(name) && !/^(proxy|sec)-/.test(name));
/** The SDK's signer leaves these out or writes them itself. */
const UNSIGNED = new Set(
  'authorization cache-control connection expect from keep-alive max-forwards pragma referer te trailer transfer-encoding upgrade user-agent x-amzn-trace-id host x-amz-date date'.split(
    ' ',
  ),
);
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const secret = fc.string({ minLength: 1, maxLength: 60 });

test('equals that of the SDK for any credentials, time, headers and body', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,20}$/),
        secretAccessKey: secret,
        sessionToken: fc.option(secret, { nil: undefined }),
      }),
      fc.record({
        region: fc.constantFrom('us-east-1', 'eu-central-1', 'cn-north-1'),
        service: fc.constantFrom('dynamodb', 'sqs', 'sms-voice'),
      }),
      fc.date({
        min: new Date('2000-01-01T00:00:00Z'),
        max: new Date('2099-12-31T23:59:59Z'),
        noInvalidDate: true,
      }),
      fc.dictionary(headerName, headerText, { maxKeys: 6 }),
      text,
      async ({ accessKeyId, secretAccessKey, sessionToken }, scope, at, headers, body) => {
        const credentials = {
          accessKeyId,
          secretAccessKey,
          ...(sessionToken !== undefined && { sessionToken }),
        };
        const host = `${scope.service}.${scope.region}.amazonaws.com`;
        const ours = signer({ ...scope, credentials })({ ...headers, host }, body, at.getTime());
        const theirs: HttpRequest = await new SignatureV4({
          ...scope,
          credentials,
          sha256: Sha256,
          applyChecksum: false,
        }).sign(
          {
            method: 'POST',
            protocol: 'https:',
            hostname: host,
            path: '/',
            query: {},
            headers: { ...headers, host },
            body,
          },
          { signingDate: at },
        );
        expect(ours).toEqual(theirs.headers);
      },
    ),
    { seed, numRuns: RUNS },
  );
});

test('changes its key with the day and with nothing else', () => {
  const sign = signer(SUITE);
  const days = ['2026-11-24T23:59:59.999Z', '2026-11-25T00:00:00.000Z', '2026-11-24T00:00:00.000Z'];
  for (const day of days) {
    const at = Date.parse(day);
    expect(sign(HOST, 'body', at)).toEqual(signer(SUITE)(HOST, 'body', at));
  }
});
