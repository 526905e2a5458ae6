/** As of now is now: over every stage of a contact, both answers are the same. */
import { expect, test } from 'vitest';
import { DAY, iso } from '#shared/basics.ts';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone, optedIn, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
type Stage = (phone: string) => Promise<unknown>;

const byKey = (method: string, path: string, body: object) =>
  rig().call(method, path, { key: rig().demo.keys.admin, body });
const revoke =
  (more: object): Stage =>
  (phone) =>
    byKey('POST', '/v1/revocations', { phone, channels: ['sms'], source: 'call', ...more });

const STAGES: Readonly<Record<string, readonly Stage[]>> = {
  unknown: [],
  pending: [(phone) => postForm(rig(), phone)],
  confirmed: [(phone) => optedIn(rig(), phone)],
  'out by STOP': [(phone) => optedIn(rig(), phone), (phone) => textFrom(rig(), phone, 'STOP')],
  'back by START': [
    (phone) => optedIn(rig(), phone),
    (phone) => textFrom(rig(), phone, 'STOP'),
    (phone) => textFrom(rig(), phone, 'START'),
  ],
  'out of one purpose': [(phone) => optedIn(rig(), phone), revoke({ purpose: 'marketing' })],
  'not to be disturbed': [
    (phone) => optedIn(rig(), phone),
    (phone) => byKey('PUT', `/v1/contacts/${phone}/dnd`, { sms: true, reason: 'by phone' }),
  ],
  imported: [
    (phone) => byKey('POST', '/v1/consents', { phone, consents: { sms: true }, source: 'import' }),
  ],
};

test.each(Object.entries(STAGES))('a contact that is %s', async (_, stages) => {
  const phone = freshPhone();
  for (const stage of stages) await stage(phone);
  const ask = async (query: Record<string, string>, category: string) => {
    const body = { to: phone, body: 'Demo Motors: your car is ready.', category };
    const asked = await rig().call('POST', '/v1/decisions', {
      key: rig().demo.keys.agent,
      query,
      body,
    });
    expect(asked.status).toBe(200);
    const { decision, body: text } = asked.body;
    return { rulePack: String(decision?.['rulePack']), decision: { ...decision, id: '' }, text };
  };
  for (const category of ['marketing', 'informational', 'conversational', 'essential']) {
    const now = await ask({}, category);
    expect(await ask({ asOf: iso(AT) }, category)).toEqual(now);
    expect(await ask({ asOf: iso(AT), pack: now.rulePack }, category)).toEqual(now);
  }
  // And stays what it was, whatever comes after.
  const then = await ask({ asOf: iso(AT) }, 'marketing');
  rig().clock.at = AT + DAY;
  await textFrom(rig(), phone, 'STOP ALL');
  expect(await ask({ asOf: iso(AT) }, 'marketing')).toEqual(then);
  rig().clock.at = AT;
});
