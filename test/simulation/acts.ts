/**
 * The people and systems around the gateway: web forms, persons who text, CRMs that send, staff.
 * Each act is one wish of theirs, tried as often as its kind of caller tries.
 */
import type { HttpRequest, HttpResponse } from '#functions/http.ts';
import { type Plant, type Ports, portsOf } from './ports.ts';
import type { Random } from './random.ts';
import {
  callPost,
  crmSend,
  dndPut,
  formPost,
  handle,
  LIKELY,
  type Person,
  revocationPost,
  ruleFirst,
  type Text,
  twilioPost,
  UNSURE,
} from './requests.ts';
import type { Move } from './scheduler.ts';
import type { Moment, World } from './world.ts';

export interface Act {
  readonly kind: 'form' | 'text' | 'send' | 'dnd' | 'revocation' | 'ruling' | 'call';
  readonly label: string;
  readonly person: Person;
  readonly ask: (ports: Ports) => Promise<HttpResponse>;
  /** Deliveries that happen whatever is answered. */
  readonly planned: number;
  /** Whether its caller goes on until it is answered for good, and how often at most. */
  readonly tries: number;
  started: number;
  underWay: number;
  /** The first 2xx and when it went out: from then on the caller may rely on it. */
  acknowledged: Moment | undefined;
  readonly answers: HttpResponse[];
  readonly text?: { readonly sid: string; readonly body: string };
  readonly call?: { readonly reference: string };
  readonly send?: Text & { readonly key: string | undefined };
}

/** Providers repeat for hours: to the end of the schedule and beyond. */
const PROVIDER_TRIES = 60;
const CRM_TRIES = 4;
const MAX_AT_ONCE = 2;

const begin = (act: Omit<Act, 'started' | 'underWay' | 'acknowledged' | 'answers'>): Act => ({
  ...act,
  started: 0,
  underWay: 0,
  acknowledged: undefined,
  answers: [],
});

const asking = (request: HttpRequest) => (ports: Ports) => handle(ports, request);

const isFinal = ({ status }: HttpResponse): boolean => status < 500 && status !== 409;

/** The next thing that each act's caller may do. */
export const actMoves = (acts: readonly Act[], world: World, plant: Plant | undefined): Move[] =>
  acts
    .filter((act) => mayTry(act, world.scheduler.faultRate > 0))
    .map((act) => ({ label: act.label, weight: 1, run: () => attempt(act, world, plant) }));

function mayTry(act: Act, chaos: boolean): boolean {
  if (act.underWay >= (chaos ? MAX_AT_ONCE : 1)) return false;
  if (act.started < act.planned) return true;
  if (act.underWay > 0 || act.started >= act.tries) return false;
  return act.kind === 'text' ? act.acknowledged === undefined : !act.answers.some(isFinal);
}

function attempt(act: Act, world: World, plant: Plant | undefined): void {
  act.started += 1;
  act.underWay += 1;
  world.scheduler.spawn(
    act.label,
    (task) => act.ask(portsOf(world, task, plant)),
    (ended) => {
      act.underWay -= 1;
      // The answer itself may be lost on its way: then the caller has heard nothing.
      const heard = world.scheduler.faultRate === 0 || !world.random.chance(0.05);
      if (ended.status !== 'done' || !heard) return;
      act.answers.push(ended.value);
      if (ended.value.status >= 200 && ended.value.status < 300) act.acknowledged ??= world.now();
    },
  );
}

const STOPS = ['STOP', 'stop', 'Stop.', 'UNSUBSCRIBE', 'STOPALL', 'quit'];
const ALL = 'leave me alone';
export const isStop = (body: string): boolean => STOPS.includes(body) || body === ALL;

const DOUBTFUL = [UNSURE, LIKELY, UNSURE, LIKELY, 'NO', 'wrong number'];
const CHATTER = ['bus stop at 5?', 'thanks', 'what time do you open', 'ok'];

/** One act by chance: mostly sends and STOPs, as these are what races. */
export function anyAct(index: number, people: readonly Person[], world: World): Act {
  const { random } = world;
  const person = random.pick(people);
  const luck = random.next();
  if (luck < 0.42) return sendAct(index, person, world);
  if (luck < 0.63) return textAct(index, person, random.pick(STOPS), world);
  if (luck < 0.72) return textAct(index, person, 'START', world);
  if (luck < 0.77) return textAct(index, person, random.chance(0.8) ? 'YES' : 'NO', world);
  if (luck < 0.81) return textAct(index, person, 'HELP', world);
  if (luck < 0.83) return textAct(index, person, random.pick(CHATTER), world);
  if (luck < 0.86) return doubtfulAct(index, person, world);
  if (luck < 0.88) return textAct(index, person, ALL, world);
  if (luck < 0.93) return formAct(index, person, world);
  if (luck < 0.95) return dndAct(index, person, random.chance(0.6), world);
  if (luck < 0.98) return rulingAct(index, person, world);
  return revocationAct(index, person, world);
}

export function textAct(index: number, person: Person, body: string, world: World): Act {
  const sid = `SM${String(index).padStart(4, '0')}${world.random.hex(28)}`;
  return begin({
    kind: 'text',
    label: `${person.name} texts ${body}`,
    person,
    ask: asking(twilioPost(world.demo, person, sid, body)),
    planned: 1 + world.random.int(3),
    tries: PROVIDER_TRIES,
    text: { sid, body },
  });
}

export function sendAct(
  index: number,
  person: Person,
  world: World,
  { subject, holds }: Partial<Pick<Text, 'subject' | 'holds'>> = {},
): Act {
  const { random, demo, scheduler } = world;
  const key = random.chance(0.75) ? `crm-${index}` : undefined;
  const later = random.chance(0.2) ? (10 + random.int(80)) * 60_000 : undefined;
  const text: Text = {
    body: `Offer ${index} of the week`,
    subject: subject ?? (random.chance(0.8) ? 'offers' : 'service'),
    category: anyCategory(random),
    holds: holds ?? random.chance(0.4),
    sendAt: later === undefined ? undefined : new Date(scheduler.wall() + later).toISOString(),
  };
  return begin({
    kind: 'send',
    label: `CRM sends ${index} to ${person.name}${key === undefined ? '' : ' with a key'}`,
    person,
    ask: asking(crmSend(demo, person, key, text)),
    planned: key === undefined ? 1 : 1 + random.int(3),
    tries: key === undefined ? 1 : CRM_TRIES,
    send: { ...text, key },
  });
}

const anyCategory = (random: Random): Text['category'] => {
  const luck = random.next();
  if (luck < 0.6) return 'marketing';
  return luck < 0.85 ? 'informational' : 'conversational';
};

export const formAct = (_index: number, person: Person, world: World): Act =>
  begin({
    kind: 'form',
    label: `form of ${person.name}`,
    person,
    ask: asking(formPost(world.demo, person, world.random.chance(0.7))),
    planned: 1 + world.random.int(2),
    tries: CRM_TRIES,
  });

/** Told of when it was made, or somewhat later; again when the answer was lost. */
export function callAct(index: number, person: Person, world: World): Act {
  const { random, demo, scheduler } = world;
  const reference = `call-${index}`;
  const calledAt = new Date(scheduler.wall() - random.int(60) * 60_000).toISOString();
  const subject = random.chance(0.5) ? 'offers' : 'service';
  return begin({
    kind: 'call',
    label: `dialer tells of a call to ${person.name}`,
    person,
    ask: asking(callPost(demo, person, { reference, subject, calledAt })),
    planned: 1 + random.int(2),
    tries: CRM_TRIES,
    call: { reference },
  });
}

const dndAct = (_index: number, person: Person, sms: boolean, world: World): Act =>
  begin({
    kind: 'dnd',
    label: `DND of ${person.name} ${sms ? 'on' : 'off'}`,
    person,
    ask: asking(dndPut(world.demo, person, sms)),
    planned: 1,
    tries: 2,
  });

export const doubtfulAct = (index: number, person: Person, world: World): Act =>
  textAct(index, person, world.random.pick(DOUBTFUL), world);

export const rulingAct = (_index: number, person: Person, world: World): Act => {
  const ruling = world.random.chance(0.7) ? 'not-opt-out' : 'opt-out';
  return begin({
    kind: 'ruling',
    label: `staff rule ${ruling}`,
    person,
    ask: (ports) => ruleFirst(ports, world.demo, ruling),
    planned: 1 + world.random.int(2),
    tries: CRM_TRIES,
  });
};

const revocationAct = (index: number, person: Person, world: World): Act =>
  begin({
    kind: 'revocation',
    label: `call revokes all for ${person.name}`,
    person,
    ask: asking(revocationPost(world.demo, person, `revocation-${index}`)),
    planned: 1 + world.random.int(2),
    tries: CRM_TRIES,
  });
