/** Clocks and hours far from ours: an answer that says what will be, never a failure of ours. */
import { describe, expect, test } from 'vitest';
import { freshPhone, message, optedIn, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

describe.each([
  ['0001-01-01T00:00:00Z'],
  ['1969-12-31T23:59:59Z'],
  ['2000-02-29T12:00:00Z'],
  ['2026-11-01T05:59:59Z'],
  ['9999-12-31T23:59:59Z'],
])('with a test clock at %s', (now) => {
  test('form, text, message and decision are all answered', async () => {
    const { call, demo } = rig();
    const { admin, agent } = demo.keys;
    const known = freshPhone();
    await optedIn(rig(), known);
    const set = await call('PUT', '/v1/test-clock', { key: admin, body: { now } });
    expect(set.status).toBe(200);
    const fresh = freshPhone();
    const statuses = [
      (await postForm(rig(), fresh)).status,
      (await textFrom(rig(), fresh, 'hello')).status,
      (await message(rig(), known)).status,
      (await message(rig(), known, { sendAt: '2026-11-25T15:00:00Z' })).status,
      (await call('GET', `/v1/contacts/${fresh}`, { key: agent })).status,
      (await call('GET', '/v1/settings', { key: agent })).status,
    ];
    expect((await call('DELETE', '/v1/test-clock', { key: admin })).status).toBe(204);
    for (const status of statuses) expect([200, 201, 202, 422]).toContain(status);
  });
});

test.each([['2026-02-30T12:00:00Z'], ['now'], ['2026-11-24'], ['+10000-01-01T00:00:00Z'], ['']])(
  'a clock cannot be set to %j',
  async (now) => {
    const { call, demo } = rig();
    const key = demo.keys.admin;
    const set = await call('PUT', '/v1/test-clock', { key, body: { now } });
    const { body } = await call('GET', '/v1/settings', { key });
    expect([now, set.status]).toEqual([now, 400]);
    expect(body['testClock']).toBeNull();
  },
);
