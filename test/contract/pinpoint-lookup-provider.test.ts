/**
 * AWS's number look-up by the official client, against the pretend carrier: what each answer means,
 * and that a failure is thrown once, at its time, without the number.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pinpointLookup } from '#functions/adapters/pinpoint-lookup.ts';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import type { ModeInput } from '#local/carrier/connections.ts';
import { AWS_LINE_TYPES } from '#shared/data/line-types.ts';
import { LINE_TYPES } from '#shared/ledger.ts';
import { NOW, PERSON } from './carrier-fixture.ts';

const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const at = (endpoint: string, timeoutMs?: number) =>
  pinpointLookup({ config: { ...LOCAL, endpoint }, ...(timeoutMs && { timeoutMs }) });

let carrier: Carrier;
beforeEach(async () => {
  carrier = await startCarrier({ now: () => NOW });
});
afterEach(() => carrier.close());
const lookUp = () => at(carrier.url).lookUp(PERSON);

type Type = NonNullable<ModeInput['lines']>[string]['type'];

describe('a line', () => {
  it.each<[Type, string]>([
    ['MOBILE', 'mobile'],
    ['PREPAID', 'mobile'],
    ['LANDLINE', 'landline'],
    ['VOIP', 'voip'],
    ['OTHER', 'other'],
    ['INVALID', 'other'],
  ])('that AWS calls %s is %s', async (type, lineType) => {
    carrier.setMode({ lines: { [PERSON]: { type } } });
    expect(await lookUp()).toMatchObject({ lineType });
  });

  it('comes with carrier and country, when AWS knows them', async () => {
    expect(await lookUp()).toEqual({
      lineType: 'mobile',
      carrier: 'Pretend Wireless',
      country: 'US',
    });
    carrier.setMode({ lines: { [PERSON]: { type: 'INVALID' } } });
    expect(await lookUp()).toEqual({ lineType: 'other' });
  });

  it('of every type that AWS documents has a meaning of ours', () => {
    expect(new Set(AWS_LINE_TYPES.values())).toEqual(new Set(LINE_TYPES));
  });
});

describe('a failure', () => {
  it.each([
    ['server-error', 'InternalServerErrorException'],
    ['throttle', 'TooManyRequestsException'],
  ] as const)('by %s is thrown by its kind alone, for the queue', async (lookUps, kind) => {
    carrier.setMode({ lookUps });
    await expect(lookUp()).rejects.toThrow(new Error(`the number look-up failed: ${kind}`));
    carrier.setMode({});
    expect(await lookUp()).toMatchObject({ lineType: 'mobile' });
  });

  it('to connect is thrown too', async () => {
    await carrier.close();
    await expect(lookUp()).rejects.toThrow('the number look-up failed');
  });
});

describe('over the wire', () => {
  let calls: { readonly method?: string; readonly url?: string; readonly body: string }[] = [];
  let answer: ((response: http.ServerResponse) => void) | undefined;
  let server: http.Server;
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  beforeEach(async () => {
    calls = [];
    server = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        calls.push({ method: request.method ?? '', url: request.url ?? '', body });
        answer?.(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const json = (status: number, body: unknown) => (response: http.ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  it('one call asks for one number, as the API reference has it', async () => {
    answer = json(200, { PhoneType: 'MOBILE', PhoneTypeCode: 0 });
    await at(url()).lookUp(PERSON);
    expect(calls.map(({ method, url: path }) => [method, path])).toEqual([
      ['POST', '/v1/phone/number/validate'],
    ]);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ PhoneNumber: PERSON });
  });

  it('a failure is not tried again by the client: each try is charged', async () => {
    answer = json(500, { Message: `no answer for ${PERSON}` });
    const failure = await at(url())
      .lookUp(PERSON)
      .catch((error: unknown) => error);
    expect(calls).toHaveLength(1);
    expect(String(failure)).not.toContain(PERSON.slice(-7));
    expect((failure as Error).cause).toBeUndefined();
  });

  it('no answer within the time given is a failure', async () => {
    answer = undefined;
    await expect(at(url(), 50).lookUp(PERSON)).rejects.toThrow('the number look-up failed');
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  it.each([{}, { PhoneType: 'SATELLITE' }, { PhoneType: 'constructor' }])(
    'an answer of %j is no line type, and none is guessed',
    async (body) => {
      answer = json(200, body);
      await expect(at(url()).lookUp(PERSON)).rejects.toThrow('no line type');
    },
  );

  it('a carrier is cut to a name, and a country that is none is left out', async () => {
    answer = json(200, { PhoneType: 'VOIP', Carrier: 'x'.repeat(500), CountryCodeIso2: 'USA' });
    const { carrier: name, ...rest } = await at(url()).lookUp(PERSON);
    expect(name).toHaveLength(120);
    expect(rest).toEqual({ lineType: 'voip' });
  });
});

it('a rehearsal names the endpoint in the variable that the client reads', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT', carrier.url);
  try {
    expect(await pinpointLookup({ config: LOCAL }).lookUp(PERSON)).toMatchObject({ country: 'US' });
  } finally {
    vi.unstubAllEnvs();
  }
});
