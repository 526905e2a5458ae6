/** The routes of the abstract space (space.ts) as flat attributes: number, line, place, sender. */
import type { Category } from '#shared/message.ts';
import type { Attributes } from './attributes.ts';
import type { Point } from './space.ts';

type Numbered = Pick<
  Attributes,
  | 'numberValid'
  | 'country'
  | 'line'
  | 'voipDenied'
  | 'unknownLineDenied'
  | 'onlyInCanada'
  | 'maybeInCanada'
>;
type Sending = Pick<Attributes, 'senderKind' | 'registration' | 'registrationApproved' | 'paused'>;
type Route = Numbered &
  Sending & {
    /** States with an own rule where the contact may be. */
    readonly states: readonly ('FL' | 'LA' | 'NY')[];
    /** The one category whose texts an unknown line is denied, where it is one. */
    readonly unlooked?: Category;
  };

const HOME: Numbered & Pick<Route, 'states'> = {
  numberValid: true,
  country: 'US',
  line: 'mobile',
  voipDenied: true,
  unknownLineDenied: true,
  onlyInCanada: false,
  maybeInCanada: false,
  states: ['FL', 'LA', 'NY'],
};
const LONG_CODE: Sending = {
  senderKind: 'long-code',
  registration: '10dlc',
  registrationApproved: true,
  paused: false,
};
const TOLL_FREE: Sending = { ...LONG_CODE, senderKind: 'toll-free', registration: 'toll-free' };
const NO_SENDER: Sending = {
  senderKind: 'none',
  registration: 'none',
  registrationApproved: false,
  paused: false,
};
const GOOD: Route = { ...HOME, ...LONG_CODE };
const ABROAD: Route = { ...GOOD, country: 'GB' };
const INVALID: Route = { ...GOOD, numberValid: false, country: '', states: [] };

export const ROUTE: Readonly<Record<Point['route'], Route>> = {
  good: GOOD,
  landline: { ...GOOD, line: 'landline' },
  'voip-denied': { ...GOOD, line: 'voip' },
  'unlooked-denied-marketing': { ...GOOD, line: 'none', unlooked: 'marketing' },
  'unlooked-denied-informational': { ...GOOD, line: 'none', unlooked: 'informational' },
  'unlooked-denied-essential': { ...GOOD, line: 'none', unlooked: 'essential' },
  canada: { ...GOOD, country: 'CA', onlyInCanada: true, maybeInCanada: true, states: [] },
  straddling: { ...GOOD, maybeInCanada: true, states: ['FL', 'LA'] },
  abroad: ABROAD,
  'abroad-toll-free': { ...ABROAD, ...TOLL_FREE },
  'abroad-broken': { ...ABROAD, ...TOLL_FREE, registrationApproved: false, paused: true },
  invalid: INVALID,
  'invalid-landline-unsent': { ...INVALID, ...NO_SENDER, line: 'landline' },
  'sender-missing': { ...GOOD, ...NO_SENDER },
  'sender-unregistered': { ...GOOD, registrationApproved: false },
  'sender-paused': { ...GOOD, paused: true },
};
