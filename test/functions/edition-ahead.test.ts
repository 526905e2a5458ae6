/** A text for later is judged by the edition of the rules that is in force at its hour. */
import { afterEach, describe, expect, test } from 'vitest';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone, optedIn } from './people.ts';
import { type Body, useRig } from './rig.ts';

const rig = useRig();
/** The day before Act 47 of 2026, a Saturday, at noon in Pennsylvania. */
const SATURDAY = Date.parse('2026-10-17T16:00:00Z');
const LATER_THAT_DAY = '2026-10-17T20:00:00Z';
/** Sunday at noon: open by every law of Pennsylvania but the new one. */
const SUNDAY = '2026-10-18T16:00:00Z';

afterEach(() => {
  rig().clock.at = AT;
});
async function philadelphian(): Promise<string> {
  rig().clock.at = SATURDAY;
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const body = { phone, consents: { sms: true }, source: 'import', place: { state: 'PA' } };
  await rig().call('POST', '/v1/consents', { key: rig().demo.keys.agent, body });
  return phone;
}
async function ask(path: string, to: string, sendAt: string, query: Record<string, string> = {}) {
  const answer = await rig().call('POST', path, {
    key: rig().demo.keys.agent,
    query,
    body: { to, body: 'Demo Motors: fall sale on oil changes.', sendAt },
  });
  const decision = answer.body['decision'] as unknown as Body;
  const reasons = decision['reasons'] as unknown as Body[];
  return {
    pack: decision['rulePack'],
    codes: reasons.map((reason) => reason['code']),
  };
}

describe('a text asked for on the eve of a new edition', () => {
  test.each(['/v1/decisions', '/v1/messages'])('%s takes the edition of its hour', async (path) => {
    const phone = await philadelphian();
    expect(await ask(path, phone, LATER_THAT_DAY)).toEqual({
      pack: '2026-01-01',
      codes: ['scheduled'],
    });
    expect((await ask(path, phone, '2026-10-17T23:59:59.999Z')).pack).toBe('2026-01-01');
    expect((await ask(path, phone, '2026-10-18T00:00:00Z')).pack).toBe('2026-10-18');
    expect(await ask(path, phone, SUNDAY)).toEqual({
      pack: '2026-10-18',
      codes: ['scheduled', 'quiet-hours'],
    });
  });
  test('an hour that is past takes the edition of now', async () => {
    const phone = await philadelphian();
    expect((await ask('/v1/decisions', phone, '2025-12-01T16:00:00Z')).pack).toBe('2026-01-01');
  });
  test('an edition by name, or an instant of the past, is the one that answers', async () => {
    const phone = await philadelphian();
    const named = await ask('/v1/decisions', phone, SUNDAY, { pack: '2026-01-01' });
    expect(named).toEqual({ pack: '2026-01-01', codes: ['scheduled'] });
    const then = await ask('/v1/decisions', phone, SUNDAY, { asOf: '2026-10-17T15:59:59Z' });
    expect(then.pack).toBe('2026-01-01');
  });
});
