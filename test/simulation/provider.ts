/**
 * The provider: production's own Twilio adapter over a network that takes, refuses, loses or
 * blocks. The moment of the call is the moment at which the adapter looked at the deadline.
 */
import { type Answer, NoAnswer } from '#functions/adapters/exchange.ts';
import { twilioSms } from '#functions/adapters/twilio-sms.ts';
import type { MessageProvider } from '#shared/ports.ts';
import type { Task } from './scheduler.ts';
import type { ProviderCall, World } from './world.ts';

export const modelProvider = (world: World, task: Task): MessageProvider => {
  const twilio = twilioSms({
    now: () => world.scheduler.mono,
    exchange: ({ body }) => network(world, body),
  });
  return {
    send: (text) =>
      world.scheduler.gate(
        task,
        `send "${text.body.slice(0, 40)}"`,
        () => twilio.send(text),
        'crash-only',
      ),
  };
};

const json = (status: number, body: object): Answer => ({
  status,
  headers: {},
  text: JSON.stringify(body),
});

async function network(world: World, body = ''): Promise<Answer> {
  const form = new URLSearchParams(body);
  const to = form.get('To') ?? '';
  const saw = (outcome: ProviderCall['outcome']): void => {
    const status = new URL(form.get('StatusCallback') ?? '');
    const messageId = status.searchParams.get('message') ?? '';
    world.calls.push({ ...world.now(), messageId, to, body: form.get('Body') ?? '', outcome });
  };
  const { random, scheduler } = world;
  if (scheduler.faultRate > 0) {
    // Somebody who opted out at the provider itself: the ledger learns of it by this refusal.
    if (random.chance(0.02)) world.blocked.add(to);
    if (world.blocked.has(to)) {
      saw('refused');
      return json(400, { code: 21610 });
    }
    const luck = random.next() / world.providerTrouble;
    if (luck < 0.05) {
      saw('refused');
      return json(429, { code: 20429 });
    }
    if (luck < 0.07) {
      saw('refused');
      throw new NoAnswer('ECONNREFUSED', 'no whole answer came');
    }
    if (luck < 0.12) {
      saw('maybe');
      if (random.chance(0.5)) return json(503, {});
      throw new NoAnswer('ECONNRESET', 'no whole answer came');
    }
  }
  saw('taken');
  return json(201, { sid: `SM${random.hex(32)}` });
}
