/**
 * Texts and look-ups: none waits for one, whatever the provider does, beyond what the account
 * barred; what the answer then bars; how a text that was refused can ever go again.
 */
import { describe, expect, test } from 'vitest';
import { AT } from '../contract/table-fixture.ts';
import { MOBILE, OLD, refusalOf, useLookUps } from './look-ups.ts';
import { freshPhone, message, optedIn } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const lookUps = useLookUps(rig);

const OPEN = { marketing: 'allow', informational: 'allow', essential: 'allow' } as const;
const TEXTS = {
  marketing: { category: 'marketing', body: 'Demo Motors: 10% off this week.', subject: 'sale' },
  informational: { category: 'informational', body: 'Your car is ready.', subject: 'service' },
  essential: { category: 'essential', body: 'Your code is 482913.', subject: 'log-in' },
} as const;
type Class = keyof typeof TEXTS;
const CLASSES = Object.keys(TEXTS) as Class[];

async function unknown(): Promise<string> {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  return phone;
}
const text = async (phone: string, kind: Class = 'informational', more: object = {}) =>
  refusalOf(await message(rig(), phone, { ...TEXTS[kind], ...more }));

describe('while nothing is known of a line', () => {
  test('no text looks anything up itself', async () => {
    const phone = await unknown();
    rig().store.trips();
    expect(await text(phone)).toEqual([202, []]);
    expect(rig().store.trips()).toEqual(['BatchGetItem', 'UpdateItem', 'PutItem']);
    expect(lookUps.charged).toEqual([]);
  });

  test('a look-up that fails comes again, writes nothing, and stops no text', async () => {
    const phone = await unknown();
    const task = await lookUps.askedByConsent(phone);
    lookUps.answer = async () => {
      throw new Error('the number look-up failed: InternalServerErrorException');
    };
    await expect(lookUps.work(task)).rejects.toThrow('look-up failed');
    expect(await lookUps.kept(phone)).toEqual([]);
    for (const kind of CLASSES) expect([kind, await text(phone, kind)]).toEqual([kind, [202, []]]);
    lookUps.becomes('mobile');
    await lookUps.work(task);
    expect(await lookUps.kept(phone)).toHaveLength(1);
  });

  test('a look-up that does not end holds up no text', async () => {
    const phone = await unknown();
    const task = await lookUps.askedByConsent(phone);
    const waits = Promise.withResolvers<typeof MOBILE>();
    lookUps.answer = () => waits.promise;
    const running = lookUps.work(task);
    expect(await text(phone)).toEqual([202, []]);
    waits.resolve(MOBILE);
    await running;
    expect(await lookUps.contact(phone)).toMatchObject({ lineType: 'mobile' });
  });

  test.each(CLASSES)('an account that bars %s texts bars those and no others', async (barred) => {
    const phone = await unknown();
    const policy = { unknown: { ...OPEN, [barred]: 'deny' as const } };
    await lookUps.whereLines(policy, async () => {
      for (const kind of CLASSES) {
        const wanted = kind === barred ? [422, ['line-type-unknown']] : [202, []];
        expect([kind, await text(phone, kind)]).toEqual([kind, wanted]);
      }
    });
  });

  test('a text refused for it asks, and the next one goes', async () => {
    const phone = await unknown();
    const policy = { unknown: { ...OPEN, informational: 'deny' as const } };
    await lookUps.whereLines(policy, async () => {
      expect(await text(phone)).toEqual([422, ['line-type-unknown']]);
      await lookUps.work(...(await lookUps.askedByRefusals()));
      expect(lookUps.charged).toEqual([phone]);
      expect(await text(phone)).toEqual([202, []]);
    });
  });
});

describe('a landline', () => {
  test('is refused from the answer on, and no provider is asked to text it', async () => {
    const phone = await unknown();
    expect(await text(phone)).toEqual([202, []]);
    lookUps.becomes('landline');
    await lookUps.work(await lookUps.askedByConsent(phone));
    const before = rig().sent.length;
    for (const kind of CLASSES) {
      expect([kind, await text(phone, kind)]).toEqual([kind, [422, ['landline']]]);
    }
    expect(rig().sent).toHaveLength(before);
  });

  test('may become a mobile: a refused text asks, and is charged once the answer is old', async () => {
    const phone = await lookUps.known('landline');
    expect(await text(phone)).toEqual([422, ['landline']]);
    await lookUps.work(...(await lookUps.askedByRefusals()));
    expect(lookUps.charged).toEqual([]);
    rig().clock.at = AT + OLD;
    expect(await text(phone)).toEqual([422, ['landline']]);
    lookUps.becomes('mobile');
    await lookUps.work(...(await lookUps.askedByRefusals()));
    expect(lookUps.charged).toEqual([phone]);
    expect(await text(phone)).toEqual([202, []]);
  });
});

test('a VoIP number is texted, until the account bars it', async () => {
  const phone = await lookUps.known('voip');
  expect(await text(phone)).toEqual([202, []]);
  const refused = await lookUps.whereLines({ voip: 'deny' }, () => text(phone));
  expect(refused).toEqual([422, ['voip-not-allowed']]);
});
