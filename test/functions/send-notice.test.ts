/** The language of what Consentry itself sends: the one that the person is known by. */
import { expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { freshPhone, optedIn, owedTo, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

/** What a text is answered with; earlier answers do not go out twice. */
async function answerTo(phone: string, body: string): Promise<string | undefined> {
  const before = rig().sent.length;
  expect((await textFrom(rig(), phone, body)).status).toBe(200);
  for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
  return rig().sent[before]?.body;
}

test.each(['STOP', 'STOP por favor', 'stop texting me', 'HELP'])(
  'whoever wrote in Spanish is answered %s in Spanish',
  async (body) => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    expect(await answerTo(phone, 'ayuda')).toContain('Para ayuda');
    expect(await answerTo(phone, body)).toMatch(/no recibirá más|Para ayuda/);
  },
);

test('START after a Spanish STOP is answered in Spanish', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  expect(await answerTo(phone, 'basta')).toContain('no recibirá más');
  expect(await answerTo(phone, 'START')).toContain('Recibirá nuestros mensajes de nuevo');
});

test('of whom no other language is known is answered in English', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  expect(await answerTo(phone, 'STOP')).toContain('no more texts');
});

test('words of a third language are answered in it', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  expect(await answerTo(phone, 'ayuda')).toContain('Para ayuda');
  expect(await answerTo(phone, 'arrêtez')).toContain('désabonné');
});
