/** Calls that the dialer reports use up the same room as texts (QX-04), on either stack. */
import { expect, test } from 'vitest';
import { expectProblem, useStack } from './drive.ts';
import { eventually, freshPhone } from './stack.ts';

const stack = useStack();
const report = (body: object, headers: Record<string, string> = {}) =>
  stack().call('POST', '/v1/calls', { key: stack().demo.keys.service, body, headers });

test('two calls and a text fill the day; the bus hears of the calls', async () => {
  const { events, history, message, optIn } = stack();
  const phone = freshPhone('848');
  await optIn(phone);
  const subject = 'fall-sale';
  for (const hour of ['14', '15']) {
    const reference = `${phone} ${hour}`;
    const body = { phone, subject, calledAt: `2026-11-24T${hour}:00:00Z`, reference };
    const made = await report(body);
    expect(made.status).toBe(201);
    expect(made.body['contact']).toEqual({ phone });
    // The dialer's own retry.
    expect((await report(body)).body).toEqual(made.body);
  }
  expect((await message(phone, { subject })).status).toBe(202);
  const refused = await message(phone, { subject });
  expectProblem(refused, 422, 'blocked');
  expect(refused.body['decision']).toMatchObject({
    reasons: [{ code: 'frequency-cap', until: '2026-11-25T14:00:00.000Z' }],
  });
  expect((await message(phone, { subject: 'recall' })).status).toBe(202);
  const reported = (await history(phone)).filter(({ type }) => type === 'call-reported');
  expect(reported.map(({ detail }) => String(detail['calledAt']))).toEqual([
    '2026-11-24T14:00:00.000Z',
    '2026-11-24T15:00:00.000Z',
  ]);
  await eventually(
    () => events(phone),
    (seen) => seen.filter(({ name }) => name === 'Call Reported').length >= 2,
  );
});

test('a call to come, to no number or by a stranger is refused', async () => {
  const phone = freshPhone('848');
  expectProblem(await report({ phone, calledAt: '2026-11-24T17:00:01Z' }), 400, 'invalid-request');
  expectProblem(await report({ phone: '12345' }), 422, 'invalid-number');
  expectProblem(await stack().call('POST', '/v1/calls', { body: { phone } }), 401, 'unauthorized');
  expectProblem(await stack().contact(phone), 404, 'not-found');
});
