/** The rules of the gate over HTTP: content, essential texts, Canada, caps, and what is told. */
import { describe, expect, test } from 'vitest';
import { expectProblem, NOON, useStack } from './drive.ts';
import { type Body, freshPhone } from './stack.ts';

const stack = useStack();
/** San Francisco. */
const fresh = () => freshPhone('628');
/** Toronto. */
const canadian = () => freshPhone('437');
const LATER = { body: 'Demo Motors: your car is ready. Reply STOP to opt out.' };

const decide = async (phone: string, more: object = {}): Promise<Body> => {
  const { call, demo } = stack();
  const body = { to: phone, ...LATER, category: 'marketing', ...more };
  const answer = await call('POST', '/v1/decisions', { key: demo.keys.agent, body });
  expect(answer.status).toBe(200);
  return answer.body;
};
const codes = async (phone: string, more: object = {}): Promise<string[]> => {
  const { decision } = (await decide(phone, more)) as unknown as {
    decision: { reasons: { code: string }[] };
  };
  return decision.reasons.map(({ code }) => code);
};
const settings = (change: object) => {
  const { call, demo } = stack();
  return call('PUT', '/v1/settings', { key: demo.keys.admin, body: change });
};

describe('what the words of a text may not be', () => {
  test('a public shortener and barred content are refused, each with words and advice', async () => {
    const phone = fresh();
    await stack().optIn(phone);
    const body = 'Payday loans, no credit check: bit.ly/abc';
    const refused = await stack().message(phone, { body });
    expectProblem(refused, 422, 'blocked');
    const { reasons } = refused.body['decision'] as unknown as { reasons: Body[] };
    expect(reasons.map((reason) => reason['code'])).toEqual([
      'content-prohibited',
      'public-url-shortener',
    ]);
    expect(String(reasons[1]?.['detail'])).toContain('bit.ly');
    for (const reason of reasons) expect(String(reason['citation'])).not.toBe('');
    expect(await stack().texts(phone)).toHaveLength(1);
  });
  test('“the only way to stop” is refused, the plain line is not', async () => {
    const phone = fresh();
    await stack().optIn(phone);
    const body = 'Demo Motors: the only way to stop these texts is to reply STOP.';
    expect(await codes(phone, { body })).toEqual(['exclusive-opt-out']);
    expect(await codes(phone)).toEqual([]);
  });
  test('a firm adds words of its own, and takes them away', async () => {
    const phone = fresh();
    await stack().optIn(phone);
    const body = 'Demo Motors: ask for the zebra package.';
    expect(await codes(phone, { body })).toEqual([]);
    try {
      const content = { words: ['zebra package'], shorteners: [], domains: [] };
      expect((await settings({ content })).status).toBe(200);
      expect(await codes(phone, { body })).toEqual(['content-prohibited']);
    } finally {
      await settings({ content: { words: [], shorteners: [], domains: [] } });
    }
    expect(await codes(phone, { body })).toEqual([]);
  });
});

describe('what is amended, warned of and counted', () => {
  test('the name and the way out are added, and the answer says so', async () => {
    const phone = fresh();
    await stack().optIn(phone);
    const sent = await stack().message(phone, { body: 'Your car’s ready.' });
    expect(sent.status).toBe(202);
    const { decision } = sent.body as unknown as { decision: Record<string, Body[]> };
    expect(decision['amendments']?.map((one) => one['code'])).toEqual([
      'sender-name-added',
      'opt-out-line-added',
    ]);
    const [warning] = decision['warnings'] ?? [];
    expect(warning).toMatchObject({ code: 'ucs-2' });
    expect(String(warning?.['substitute'])).toContain("Your car's ready.");
    expect(String(sent.body['body'])).toMatch(/^Demo Motors: Your car’s ready\.\n.*STOP/);
    expect(sent.body['encoding']).toBe('UCS-2');
    const seen = await stack().textsWhen(phone, 2);
    expect(seen.at(-1)).toBe(sent.body['body']);
  });
  test('an estimate of the cost comes with the decision', async () => {
    const phone = fresh();
    await stack().optIn(phone);
    const one = (await decide(phone)) as { estimate?: { currency: string; micros: number } };
    const two = (await decide(phone, { body: `${LATER.body} ${'x'.repeat(150)}` })) as typeof one;
    expect(one.estimate?.currency).toBe('USD');
    expect(two.estimate?.micros).toBe(2 * (one.estimate?.micros ?? 0));
  });
});

describe('essential texts: log-in codes, receipts, safety', () => {
  const code = { category: 'essential', body: 'Demo Motors: your code is 123456.' };
  test('they need no consent and no daytime', async () => {
    const phone = fresh();
    await stack().setClock('2026-11-24T11:00:00.000Z');
    try {
      expect(await codes(phone, code)).toEqual([]);
      expect(await codes(phone, { ...code, category: 'informational' })).toEqual([
        'no-consent',
        'quiet-hours',
      ]);
    } finally {
      await stack().setClock('2026-11-24T17:00:00.000Z');
    }
  });
  test('the first text ever to a number that nobody knows goes out, and a STOP ends it', async () => {
    const phone = fresh();
    const sent = await stack().message(phone, code);
    expect([sent.status, sent.body['status']]).toEqual([202, 'sent']);
    expect(await stack().textsWhen(phone, 1)).toEqual([code.body]);
    await stack().text(phone, 'STOP');
    expectProblem(await stack().message(phone, code), 422, 'blocked');
  });
  test('they carry no advertising', async () => {
    const body = 'Demo Motors: your code is 123456. 20% off all tires today!';
    expect(await codes(fresh(), { ...code, body })).toEqual(['not-essential']);
  });
  test('STOP ends them too, unless the account lets them through', async () => {
    const phone = fresh();
    await stack().optIn(phone);
    await stack().text(phone, 'STOP');
    await stack().textsWhen(phone, 2);
    expect(await codes(phone, code)).toEqual(['opted-out']);
    try {
      expect((await settings({ essentialAfterStop: 'allow' })).status).toBe(200);
      expect(await codes(phone, code)).toEqual([]);
      expect(await codes(phone)).toEqual(['opted-out']);
    } finally {
      await settings({ essentialAfterStop: 'deny' });
    }
  });
});

describe('Canada: express or implied consent, each in its window (CASL)', () => {
  const capture = (phone: string, more: object) => {
    const { call, demo } = stack();
    const body = { phone, consents: { sms: true }, source: 'manual', ...more };
    return call('POST', '/v1/consents', { key: demo.keys.service, body });
  };
  const known = async (basis: string, obtainedAt: string, phone = canadian()) => {
    // Whoever texts first holds the handset: then nobody needs to be asked.
    await stack().text(phone, 'Hello, is the blue one still there?');
    expect((await capture(phone, { basis, obtainedAt })).status).toBe(201);
    return phone;
  };
  test('a purchase implies consent for 24 months', async () => {
    const phone = await known('purchase', '2024-11-25T12:00:00Z');
    expect((await stack().contact(phone)).body['consents']).toMatchObject([
      { grade: 'implied', status: 'confirmed' },
    ]);
    expect(await codes(phone)).toEqual([]);
    expect(await codes(await known('purchase', '2024-11-24T12:00:00Z'))).toEqual([
      'implied-consent-ended',
    ]);
  });
  test('an inquiry implies it for 6', async () => {
    expect(await codes(await known('inquiry', '2026-05-25T12:00:00Z'))).toEqual([]);
    expect(await codes(await known('inquiry', '2026-05-24T12:00:00Z'))).toEqual([
      'implied-consent-ended',
    ]);
  });
  test('in the US it carries information, no marketing', async () => {
    const phone = await known('inquiry', '2026-11-01T12:00:00Z', fresh());
    expect(await codes(phone, { category: 'informational' })).toEqual([]);
    expect(await codes(phone)).toEqual(['written-consent-required']);
  });
  test('a YES makes it express, which does not end', async () => {
    const phone = canadian();
    // An inquiry of long ago would be no basis to ask by text (CASL s.1(3)).
    await capture(phone, { basis: 'inquiry', obtainedAt: '2026-06-01T12:00:00Z' });
    await stack().textsWhen(phone, 1);
    await stack().text(phone, 'YES');
    expect((await stack().contact(phone)).body['consents']).toMatchObject([
      { grade: 'express', status: 'confirmed' },
    ]);
    try {
      await stack().setClock('2026-12-15T17:00:00.000Z');
      expect(await codes(phone)).toEqual([]);
    } finally {
      await stack().setClock(NOON);
    }
  });
});

describe('rules and their editions', () => {
  test('every rule tells title, citation, who can mend it and what to do', async () => {
    const { call, demo } = stack();
    const { body } = await call('GET', '/v1/rules', { key: demo.keys.agent });
    const items = body['items'] as unknown as Record<string, string>[];
    expect(items.length).toBeGreaterThan(25);
    for (const item of items) {
      for (const field of ['code', 'rule', 'title', 'citation', 'remedy', 'advice', 'pack']) {
        expect(item[field], `${item['code']} ${field}`).toMatch(/\w/);
      }
    }
    const packs = body['packs'] as unknown as { version: string }[];
    expect(packs.map(({ version }) => version)).toContain(body['pack']);
    for (const [list, code] of [
      ['amendments', 'opt-out-line-added'],
      ['warnings', 'ucs-2'],
    ] as const) {
      expect(body[list]).toContainEqual(
        expect.objectContaining({ code, title: expect.stringMatching(/\w/) }),
      );
    }
  });
  test('an older edition is listed by name, an unknown one is told apart', async () => {
    const { call, demo } = stack();
    const key = demo.keys.agent;
    const old = await call('GET', '/v1/rules?pack=2026-01-01', { key });
    expect(old.body['pack']).toBe('2026-01-01');
    expectProblem(await call('GET', '/v1/rules?pack=1999-01-01', { key }), 404, 'not-found');
  });
});
