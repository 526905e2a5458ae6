/**
 * Where a contact may be: the states and time zones that any known fact allows. A text must be
 * legal in all of them (QH-05). It decides no hours; shared/quiet-hours.ts does.
 *
 * Facts only ever add candidates: the area code, a declared state, a declared ZIP or postal code,
 * a declared time zone. Only finer facts about a state spare its other zones: a declared state
 * that the area code or the ZIP names too takes the zones those give. A fact that cannot be read
 * adds nothing. Where nothing names a state, every US state counts (DT-11, promise 4).
 *
 * The same candidates are the same frozen object, so that what is known of a place can hang on it.
 */
import { areaCodeRows } from './data/area-codes.ts';
import { canadianProvinces, usStates, usTerritories, zonesOfOneClock } from './data/states.ts';
import {
  postalLetterProvinces,
  zipPrefixStates,
  zipPrefixZones,
  zipStates,
} from './data/zip-prefixes.ts';
import { isTimeZone } from './local-time.ts';

/** Where a contact may be. Every candidate counts: a text must be legal in all of them (QH-05). */
export interface Place {
  /** IANA names, sorted, never empty. */
  readonly zones: readonly string[];
  /** 'US-FL', 'CA-ON', sorted, never empty: unknown = all US states, the strictest intersection. */
  readonly states: readonly string[];
  /** Which facts spoke, in this order. */
  readonly basis: readonly Basis[];
}

export type Basis = 'declared' | 'time-zone' | 'area-code' | 'unknown';

/** What a contact or a form says of itself. State is 'FL', 'US-FL' or 'Florida'. */
export interface DeclaredPlace {
  readonly state?: string;
  readonly zip?: string;
  readonly timeZone?: string;
}

/** State -> its zones as far as one fact narrows them; undefined where it does not. */
type Candidates = ReadonlyMap<string, readonly string[] | undefined>;

const MAX_ZONE_NAME = 64;
/** Of all combinations of facts; beyond it the same candidates may be a new object. */
const MAX_CACHED_PLACES = 4_096;
const PLUS_ONE = /^\+1\d{10}$/;
const ZIP = /^(\d{3})\d{2}(?:-?\d{4})?$/;
const POSTAL_CODE = /^([A-Z])\d[A-Z] ?\d[A-Z]\d$/;

const regions = { ...usStates, ...usTerritories, ...canadianProvinces };

/** Any known zone name in lower case -> the name the tables use for its clock. */
const knownZones = new Map([
  ...Object.values(regions).flatMap(({ zones }) => zones.map((zone) => [key(zone), zone] as const)),
  ...Object.entries(zonesOfOneClock).flatMap(([zone, names]) =>
    words(names).map((name) => [key(name), zone] as const),
  ),
]);

/** Code, bare letters and name, in lower case -> code. Later rows win: 'CA' is California. */
const stateCodes = new Map(
  [canadianProvinces, usTerritories, usStates].flatMap((group) =>
    Object.entries(group).flatMap(([code, { name }]) =>
      [code, code.slice('US-'.length), name].map((text) => [key(text), code] as const),
    ),
  ),
);

const areaCodes = new Map(
  areaCodeRows.flatMap(([states, zones, codes]) =>
    words(codes.replaceAll('*', '')).map((code) => [code, { states: words(states), zones }]),
  ),
);

/** The zones a state, territory or province spans; none for a code nobody uses. */
export const zonesOfState = (state: string): readonly string[] => regions[state]?.zones ?? [];

/** 'Florida' for 'US-FL'; the code itself where there is no such state. */
export const nameOfState = (state: string): string => regions[state]?.name ?? state;

/** By area code, for numbers without any other fact: the common case. '' stands for no code. */
const placesOfAreaCodes = new Map<string, Place>();
const places = new Map<string, Place>();

/**
 * Where the holder of a number may be.
 * @param e164 the number in E.164; any number outside the US and Canada counts as unknown
 * @param declared facts from a form or CRM; unreadable ones are ignored
 */
export function placeOf(e164: string, declared: DeclaredPlace = {}): Place {
  const code = PLUS_ONE.test(e164) ? e164.slice('+1'.length, '+1'.length + 3) : '';
  const areaCode = areaCodes.has(code) ? code : '';
  const { state, zip, timeZone } = declared;
  if (state !== undefined || zip !== undefined || timeZone !== undefined) {
    return only(candidatesOf(areaCode, declared));
  }
  let place = placesOfAreaCodes.get(areaCode);
  if (place === undefined) {
    place = only(candidatesOf(areaCode, declared));
    placesOfAreaCodes.set(areaCode, place);
  }
  return place;
}

/** The one object that stands for these candidates. */
function only({ zones, states, basis }: Place): Place {
  const name = `${zones.join()} ${states.join()} ${basis.join()}`;
  const known = places.get(name);
  if (known !== undefined) return known;
  if (places.size >= MAX_CACHED_PLACES) places.clear();
  const place = Object.freeze({
    zones: Object.freeze(zones),
    states: Object.freeze(states),
    basis: Object.freeze(basis),
  });
  places.set(name, place);
  return place;
}

function candidatesOf(areaCode: string, declared: DeclaredPlace): Place {
  const served = areaCodes.get(areaCode);
  const zip = candidatesOfZip(declared.zip);
  const state = stateCodes.get(key(declared.state));
  const zone = zoneName(declared.timeZone);

  const states = new Set<string>(served?.states);
  const zones = new Set<string>(served?.zones);
  const declaredStates = new Set(zip.keys());
  if (state !== undefined) declaredStates.add(state);
  for (const each of declaredStates) {
    const narrowed = zip.get(each);
    const spared = narrowed === undefined && states.has(each);
    if (!spared) for (const possible of narrowed ?? zonesOfState(each)) zones.add(possible);
  }
  for (const each of declaredStates) states.add(each);
  if (zone !== undefined) zones.add(zone);

  const basis: Basis[] = [];
  if (declaredStates.size > 0) basis.push('declared');
  if (zone !== undefined) basis.push('time-zone');
  if (served !== undefined) basis.push('area-code');
  if (states.size > 0) return { zones: sorted(zones), states: sorted(states), basis };
  return { ...everywhere(zones), basis: [...basis, 'unknown'] };
}

/** Every US state; in the zones known for certain, else in every zone of every state. */
function everywhere(known: ReadonlySet<string>): Pick<Place, 'zones' | 'states'> {
  const zones = Object.values(usStates).flatMap((state) => state.zones);
  return {
    zones: sorted(known.size > 0 ? known : new Set(zones)),
    states: Object.keys(usStates).sort(),
  };
}

function candidatesOfZip(zip: string | undefined): Candidates {
  const text = zip?.trim().toUpperCase() ?? '';
  const letter = POSTAL_CODE.exec(text)?.[1];
  if (letter !== undefined) return unnarrowed(postalLetterProvinces[letter]);
  const digits = ZIP.exec(text)?.[1];
  if (digits === undefined) return new Map();
  const exact = zipStates[text.slice(0, 5)];
  if (exact !== undefined) return unnarrowed(exact);
  const prefix = Number(digits);
  const row = zipPrefixStates.find(([from, to]) => prefix >= from && prefix <= to);
  return new Map(words(row?.[2]).map((state) => [state, zonesOfPrefix(state, prefix)]));
}

const unnarrowed = (states: string | undefined): Candidates =>
  new Map(words(states).map((state) => [state, undefined]));

function zonesOfPrefix(state: string, prefix: number): readonly string[] {
  const split = zipPrefixZones[state];
  if (split === undefined || split.mixed.includes(prefix)) return zonesOfState(state);
  return [split.otherPrefixes.includes(prefix) ? split.other : split.rest];
}

function zoneName(zone: string | undefined): string | undefined {
  const text = zone?.trim() ?? '';
  if (text === '' || text.length > MAX_ZONE_NAME) return undefined;
  return knownZones.get(key(text)) ?? (isTimeZone(text) ? text : undefined);
}

function key(text: string | undefined): string {
  return text?.trim().toLowerCase() ?? '';
}

const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort();

function words(text: string | undefined): readonly string[] {
  return text?.split(/\s+/).filter((word) => word !== '') ?? [];
}
