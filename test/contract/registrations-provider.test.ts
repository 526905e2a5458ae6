/**
 * Reading registrations: our adapters against the pretend carrier, and both against the providers'
 * own clients.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DescribePhoneNumbersCommand,
  DescribeRegistrationsCommand,
  DescribeRegistrationVersionsCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awsRegistrations } from '#functions/adapters/aws-registrations.ts';
import { twilioRegistrations } from '#functions/adapters/twilio-registrations.ts';
import type { Registration } from '#shared/account.ts';
import type { RegistrationReading } from '#shared/ports.ts';
import { type Rig, startRig, TWILIO } from '../local/carrier-rig.ts';
import { sender } from './carrier-fixture.ts';

const AWS_NUMBER = '+12025550110';
const CAMPAIGN = 'registration-campaign';
const BRAND = 'registration-brand';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
beforeEach(() => rig.reset());

const connection = (endpoint: string) => ({
  region: 'us-east-1',
  endpoint,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const awsSender = (registration: Partial<Registration> = {}) =>
  sender({
    provider: 'aws',
    number: AWS_NUMBER,
    registration: { kind: '10dlc', status: 'none', reference: CAMPAIGN, ...registration },
  });
const readAws = (registration: Partial<Registration> = {}, endpoint = rig.carrier.url) =>
  awsRegistrations(connection(endpoint)).read(awsSender(registration), {});

describe('a registration at AWS', () => {
  const numbers = { [AWS_NUMBER]: { status: 'ACTIVE' } };

  it('is read with the number, in the words of AWS', async () => {
    rig.carrier.setMode({ registrations: { [CAMPAIGN]: { status: 'REVIEWING' } }, numbers });
    expect(await readAws()).toEqual({
      status: 'read',
      words: {
        campaign: { status: 'REVIEWING', reference: CAMPAIGN },
        number: { status: 'ACTIVE', reference: expect.stringMatching(/^phone-/) },
      },
    });
  });

  it('is read with its brand, where the sender names one', async () => {
    rig.carrier.setMode({
      registrations: { [CAMPAIGN]: { status: 'COMPLETE' }, [BRAND]: { status: 'CREATED' } },
      numbers,
    });
    const brand = { status: 'COMPLETE', reference: BRAND };
    expect(await readAws({ brand })).toMatchObject({
      words: { campaign: { status: 'COMPLETE' }, brand: { status: 'CREATED', reference: BRAND } },
    });
  });

  it('of a toll-free number or short code is its verification', async () => {
    rig.carrier.setMode({ registrations: { [CAMPAIGN]: { status: 'COMPLETE' } } });
    expect(await readAws({ kind: 'toll-free' })).toMatchObject({
      words: { verification: { status: 'COMPLETE' } },
    });
  });

  it('that was denied says why', async () => {
    const reason = 'The opt-in is not described.';
    const denied = { status: 'REQUIRES_UPDATES', reason };
    rig.carrier.setMode({ registrations: { [CAMPAIGN]: denied } });
    expect(await readAws()).toMatchObject({
      words: { campaign: { status: 'REQUIRES_UPDATES', detail: reason } },
    });
  });

  it('that is complete and revoked since is revoked', async () => {
    const revoked = { status: 'COMPLETE', version: 'REVOKED' };
    rig.carrier.setMode({ registrations: { [CAMPAIGN]: revoked } });
    expect(await readAws()).toMatchObject({ words: { campaign: { status: 'REVOKED' } } });
  });

  it('whose number AWS does not list says so', async () => {
    rig.carrier.setMode({ registrations: { [CAMPAIGN]: { status: 'COMPLETE' } } });
    expect(await readAws()).toMatchObject({ words: { number: { status: 'NOT_LISTED' } } });
  });

  it('is found by its number where the sender does not name it', async () => {
    rig.carrier.setMode({
      registrations: { [CAMPAIGN]: { status: 'COMPLETE' } },
      numbers: { [AWS_NUMBER]: { status: 'ACTIVE', registration: CAMPAIGN } },
    });
    const found = { words: { campaign: { status: 'COMPLETE', reference: CAMPAIGN } } };
    expect(await readAws({ reference: '' })).toMatchObject(found);
  });

  it('of another number is not the approval of this one', async () => {
    rig.carrier.setMode({
      registrations: { [CAMPAIGN]: { status: 'COMPLETE' } },
      numbers: { [AWS_NUMBER]: { status: 'ACTIVE', registration: 'registration-other' } },
    });
    expect(await readAws()).toMatchObject({
      status: 'unreadable',
      detail: expect.stringMatching(/another registration/) as string,
    });
  });

  it.each([
    ['is not there', {}, /no such registration/],
    ['has no id', { reference: '' }, /registration\.reference/],
  ])('that %s is unreadable', async (_, registration, words) => {
    const reading = await readAws(registration);
    expect(reading).toMatchObject({
      status: 'unreadable',
      detail: expect.stringMatching(words) as string,
    });
  });
});

describe('our requests and those of the official client', () => {
  const seen: { target: string; body: unknown }[] = [];
  let answers: readonly object[] = [];
  const peer = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const target = String(request.headers['x-amz-target']);
      seen.push({ target, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.end(JSON.stringify(answers[seen.length - 1] ?? {}));
    });
  });
  beforeAll(() => new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    peer.closeAllConnections();
    peer.close();
  });
  const endpoint = () => `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;

  it('are the same', async () => {
    const complete = {
      RegistrationId: CAMPAIGN,
      RegistrationStatus: 'COMPLETE',
      ApprovedVersionNumber: 3,
    };
    answers = [
      { PhoneNumbers: [], NextToken: 'more' },
      { PhoneNumbers: [{ PhoneNumber: AWS_NUMBER, Status: 'ACTIVE' }] },
      { Registrations: [complete] },
      { RegistrationVersions: [{ RegistrationVersionStatus: 'APPROVED' }] },
    ];
    await readAws({}, endpoint());
    const ours = seen.splice(0);
    const client = new PinpointSMSVoiceV2Client(connection(endpoint()));
    await client.send(new DescribePhoneNumbersCommand({ MaxResults: 100 }));
    await client.send(new DescribePhoneNumbersCommand({ MaxResults: 100, NextToken: 'more' }));
    await client.send(new DescribeRegistrationsCommand({ RegistrationIds: [CAMPAIGN] }));
    await client.send(
      new DescribeRegistrationVersionsCommand({ RegistrationId: CAMPAIGN, VersionNumbers: [3] }),
    );
    client.destroy();
    expect(ours).toEqual(seen.splice(0));
  });

  it('that are refused or not answered leave the sender as it was', async () => {
    const unavailable = { status: 'unavailable', detail: expect.any(String) as string };
    const closed = await startRig();
    await closed.close();
    expect(await readAws({}, closed.carrier.url)).toEqual(unavailable);
  });
});

describe('the pretend carrier answers the official clients', () => {
  it('of AWS', async () => {
    rig.carrier.setMode({
      registrations: { [CAMPAIGN]: { status: 'COMPLETE' } },
      numbers: { [AWS_NUMBER]: { status: 'PENDING', registration: CAMPAIGN } },
    });
    const client = new PinpointSMSVoiceV2Client(connection(rig.carrier.url));
    const { Registrations } = await client.send(
      new DescribeRegistrationsCommand({ RegistrationIds: [CAMPAIGN] }),
    );
    expect(Registrations).toMatchObject([
      { RegistrationStatus: 'COMPLETE', ApprovedVersionNumber: 1, CreatedTimestamp: new Date(NOW) },
    ]);
    const versions = await client.send(
      new DescribeRegistrationVersionsCommand({ RegistrationId: CAMPAIGN, VersionNumbers: [1] }),
    );
    expect(versions.RegistrationVersions).toMatchObject([
      { RegistrationVersionStatus: 'APPROVED' },
    ]);
    const listed = await client.send(new DescribePhoneNumbersCommand({}));
    expect(listed.PhoneNumbers).toMatchObject([
      { PhoneNumber: AWS_NUMBER, Status: 'PENDING', RegistrationId: CAMPAIGN },
    ]);
    const missing = client.send(new DescribeRegistrationsCommand({ RegistrationIds: ['none'] }));
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    client.destroy();
  });

  it('of Twilio', async () => {
    rig.carrier.setMode({ registrations: TWILIO_SIDE });
    const { v1 } = rig.customer().messaging;
    expect(await v1.brandRegistrations(BN).fetch()).toMatchObject({ sid: BN, status: 'APPROVED' });
    expect(await v1.services(MG).usAppToPerson(QE).fetch()).toMatchObject({
      sid: QE,
      campaignStatus: 'VERIFIED',
      brandRegistrationSid: BN,
    });
    expect(await v1.tollfreeVerifications(HH).fetch()).toMatchObject({
      sid: HH,
      status: 'TWILIO_REJECTED',
      rejectionReason: 'No opt-in shown.',
    });
    await expect(v1.brandRegistrations(`BN${'9'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
    });
  });
});

const sid = (prefix: string) => `${prefix}${'5'.repeat(32)}`;
const [BN, QE, MG, HH] = [sid('BN'), sid('QE'), sid('MG'), sid('HH')] as const;
const NOW = Date.UTC(2026, 10, 22, 15, 0, 0);
const TWILIO_SIDE = {
  [BN]: { status: 'APPROVED' },
  [QE]: { status: 'VERIFIED', brand: BN },
  [HH]: { status: 'TWILIO_REJECTED', reason: 'No opt-in shown.' },
};

describe('a registration at Twilio', () => {
  const read = (
    registration: Partial<Registration>,
    { twilio = TWILIO, service = MG }: { twilio?: typeof TWILIO; service?: string } = {},
  ): Promise<RegistrationReading> =>
    twilioRegistrations({ apiUrl: rig.carrier.url }).read(
      sender({ service, registration: { kind: '10dlc', status: 'none', ...registration } }),
      { twilio },
    );
  beforeEach(() => rig.carrier.setMode({ registrations: TWILIO_SIDE }));

  it('of 10DLC is the campaign and the brand that it names', async () => {
    expect(await read({ reference: QE })).toEqual({
      status: 'read',
      words: {
        campaign: { status: 'VERIFIED', reference: QE },
        brand: { status: 'APPROVED', reference: BN },
      },
    });
  });

  it('that failed says why', async () => {
    const failed = { status: 'FAILED', brand: BN, reason: 'The website is not reachable.' };
    rig.carrier.setMode({ registrations: { ...TWILIO_SIDE, [QE]: failed } });
    expect(await read({ reference: QE })).toMatchObject({
      words: { campaign: { status: 'FAILED', detail: 'The website is not reachable.' } },
    });
  });

  it('of a toll-free number is its verification, with the reason', async () => {
    expect(await read({ kind: 'toll-free', reference: HH })).toEqual({
      status: 'read',
      words: {
        verification: { status: 'TWILIO_REJECTED', reference: HH, detail: 'No opt-in shown.' },
      },
    });
  });

  it.each([
    ['a short code', { kind: 'short-code' }, {}, /by hand/],
    ['a campaign without its id', {}, {}, /QE/],
    ['an id that leads elsewhere', { reference: `../Accounts/${QE}` }, {}, /QE/],
    ['no Messaging Service', { reference: QE }, { service: 'texts' }, /MG/],
    ['a campaign that is not there', { reference: `QE${'9'.repeat(32)}` }, {}, /no such/],
    ['wrong credentials', { reference: QE }, { twilio: { ...TWILIO, authToken: 'x' } }, /Connect/],
  ] as const)('of %s is unreadable', async (_, registration, more, words) => {
    expect(await read(registration, more)).toMatchObject({
      status: 'unreadable',
      detail: expect.stringMatching(words) as string,
    });
  });

  it('is unreadable before Twilio is connected, unavailable when it does not answer', async () => {
    const reader = twilioRegistrations({ apiUrl: 'http://127.0.0.1:9' });
    expect((await reader.read(sender(), {})).status).toBe('unreadable');
    const asked = sender({
      service: MG,
      registration: { kind: '10dlc', status: 'none', reference: QE },
    });
    expect((await reader.read(asked, { twilio: TWILIO })).status).toBe('unavailable');
  });
});
