/**
 * The abstract input space of the gate: every dimension that a rule of docs/policy.md reads, cut
 * into the classes that the rules tell apart, crossed in full. A point names one class of each
 * dimension; an input is a real one that stands for it. What a point must be answered, and the
 * exact moment at which one class becomes another, is decided elsewhere.
 */
import type { Instant } from '#shared/basics.ts';
import { CATEGORIES, type Category, NOTICES } from '#shared/message.ts';
import { consentTo, type GateInput } from '#shared/rules/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts';
import { type Facts, NO_FACTS, NO_SENDS, type Sends } from '#shared/standing.ts';
import { CONSENTS, type ConsentCase, STOPS, type StopCase } from './space-contact.ts';
import { ROUTES, type RouteCase } from './space-route.ts';
import {
  CONVERSATIONS,
  MESSAGE_ID,
  PROGRAMS,
  RESTS,
  type RestCase,
  SUBJECT,
  WHENS,
  type WhenCase,
} from './space-text.ts';

export interface Point {
  readonly category: Category;
  /** Number, line, place and sender. */
  readonly route: keyof typeof ROUTES;
  /** Revocations of texts, how far they reach, and do-not-disturb. */
  readonly stop: keyof typeof STOPS;
  readonly consent: keyof typeof CONSENTS;
  readonly conversation: keyof typeof CONVERSATIONS;
  readonly program: keyof typeof PROGRAMS;
  readonly when: keyof typeof WHENS;
  /** Content, caps, notices and emergencies. */
  readonly rest: keyof typeof RESTS;
}

const classesOf = <Name extends string>(cases: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(cases) as Name[];

export const DIMENSIONS: { readonly [D in keyof Point]: readonly Point[D][] } = {
  category: [...CATEGORIES, ...NOTICES],
  route: classesOf(ROUTES),
  stop: classesOf(STOPS),
  consent: classesOf(CONSENTS),
  conversation: classesOf(CONVERSATIONS),
  program: classesOf(PROGRAMS),
  when: classesOf(WHENS),
  rest: classesOf(RESTS),
};

export const SIZE = Object.values(DIMENSIONS).reduce((size, classes) => size * classes.length, 1);

/** Which of the representatives of a class, by their count. */
type Choose = <Case>(cases: readonly Case[]) => Case;

/** Undefined may be a representative too. */
const first: Choose = <Case>(cases: readonly Case[]) => cases[0] as Case;

/** Numerical Recipes: enough to mix representatives; the same seed, the same choices. */
function mixer(seed: number): Choose {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return <Case>(cases: readonly Case[]) =>
    cases[cases.length === 1 ? 0 : below(cases.length)] as Case;
}

/** All of an input that holds still while category, program and time change. */
interface Frame {
  readonly route: RouteCase;
  readonly stop: StopCase;
  readonly rest: RestCase;
  readonly vendor: ConsentCase['vendor'];
  readonly account: GateInput['account'];
  readonly facts: Facts;
  /** Of the contact where no moment suits. */
  readonly shutFacts: Facts;
  readonly sends: Sends;
}

type Setting = Omit<Point, 'category' | 'program' | 'when'>;

function frameOf(point: Setting, choose: Choose): Frame {
  const route: RouteCase = choose<RouteCase>(ROUTES[point.route]);
  const stop: StopCase = choose<StopCase>(STOPS[point.stop]);
  const consent: ConsentCase = choose<ConsentCase>(CONSENTS[point.consent]);
  const rest: RestCase = choose<RestCase>(RESTS[point.rest]);
  const wrote: Instant | undefined =
    choose<Instant | undefined>(CONVERSATIONS[point.conversation]) ?? consent.answeredAt;
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...rest.caps,
    brand: 'Example Motors',
    helpContact: '800-555-0199',
    consentMaxAgeMonths: consent.maxAgeMonths,
    essentialAfterStop: stop.essentialAfterStop,
    revokeAll: stop.revokeAll,
    lineType: route.lineType,
    emergencies: rest.emergencies,
  };
  const facts: Facts = {
    ...NO_FACTS,
    name: 'Pat Doe',
    origin: 'web-form',
    place: route.declared,
    consents: consent.consents,
    revoked: stop.revoked,
    dnd: stop.dnd,
    question: stop.question,
    calls: rest.calls,
    phone: route.phone?.e164,
    line: route.line,
    lastInboundAt: wrote,
  };
  return {
    route,
    stop,
    rest,
    vendor: consent.vendor,
    account: { id: 'acme', region: 'US', mode: 'test', settings, integrations: {} },
    facts,
    shutFacts: { ...facts, place: route.shut.declared },
    sends: { ...NO_SENDS, recent: rest.recent, asked: rest.asked },
  };
}

const inputIn = (
  frame: Frame,
  when: WhenCase,
  category: Category,
  program: GateInput['program'],
): GateInput => ({
  now: when.now,
  pack: frame.stop.pack,
  account: frame.account,
  category,
  program,
  programId: 'default',
  sender: frame.route.sender,
  senderId: 'main',
  vendor: frame.vendor,
  phone: frame.route.phone,
  place: when.shut ? frame.route.shut.place : frame.route.place,
  facts: when.shut ? frame.shutFacts : frame.facts,
  consent: consentTo({ facts: frame.facts, programId: 'default' }),
  sends: frame.sends,
  messageId: MESSAGE_ID,
  subject: SUBJECT,
  quietHours: when.quietHours,
  sendAt: when.sendAt,
  expiresAt: frame.rest.expiresAt,
  body: 'Example Motors: your test drive is booked for 3pm.',
  content: frame.rest.content,
});

/** An input of the point: of the first representatives, or of ones chosen by a seed. */
export function inputOf(point: Point, seed?: number): GateInput {
  const choose = seed === undefined ? first : mixer(seed);
  return inputIn(
    frameOf(point, choose),
    choose<WhenCase>(WHENS[point.when]),
    point.category,
    choose<GateInput['program']>(PROGRAMS[point.program]),
  );
}

/**
 * Visits every point once, each with one input of its representatives, mixed by a fixed seed.
 * @returns how many points were visited
 */
export function forEachPoint(visit: (point: Point, input: GateInput) => void): number {
  const choose = mixer(1);
  let count = 0;
  for (const setting of settings()) {
    const frame = frameOf(setting, choose);
    for (const when of DIMENSIONS.when) {
      const moment = choose<WhenCase>(WHENS[when]);
      for (const program of DIMENSIONS.program) {
        const configured = choose<GateInput['program']>(PROGRAMS[program]);
        for (const category of DIMENSIONS.category) {
          visit(
            { ...setting, when, program, category },
            inputIn(frame, moment, category, configured),
          );
          count += 1;
        }
      }
    }
  }
  return count;
}

function* settings(): Generator<Setting> {
  for (const route of DIMENSIONS.route)
    for (const stop of DIMENSIONS.stop)
      for (const consent of DIMENSIONS.consent)
        for (const conversation of DIMENSIONS.conversation)
          for (const rest of DIMENSIONS.rest) yield { route, stop, consent, conversation, rest };
}

/** Points drawn evenly, with repetition. The same seed draws the same ones. */
export function samplePoints(count: number, seed: number): Point[] {
  const choose = mixer(seed);
  return Array.from({ length: count }, () => ({
    category: choose(DIMENSIONS.category),
    route: choose(DIMENSIONS.route),
    stop: choose(DIMENSIONS.stop),
    consent: choose(DIMENSIONS.consent),
    conversation: choose(DIMENSIONS.conversation),
    program: choose(DIMENSIONS.program),
    when: choose(DIMENSIONS.when),
    rest: choose(DIMENSIONS.rest),
  }));
}
