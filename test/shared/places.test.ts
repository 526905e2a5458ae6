/**
 * Where a contact may be: area codes (DT-09 to DT-14), declared facts, and what is left when
 * nothing is known (QH-05). Hours are tested in quiet-hours.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/basics.ts';
import { areaCodeRows } from '#shared/data/area-codes.ts';
import {
  canadianProvinces,
  usStates,
  usTerritories,
  zonesOfOneClock,
} from '#shared/data/states.ts';
import { isTimeZone, offsetAt } from '#shared/local-time.ts';
import { nameOfState, placeOf, zonesOfState } from '#shared/places.ts';

const number = (areaCode: string): string => `+1${areaCode}5550143`;
const zonesOf = (areaCode: string): readonly string[] => placeOf(number(areaCode)).zones;
const statesOf = (areaCode: string): readonly string[] => placeOf(number(areaCode)).states;

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';
const EVERY_STATE = Object.keys(usStates).sort();
const EVERY_ZONE = [
  'America/Adak',
  'America/Anchorage',
  CENTRAL,
  MOUNTAIN,
  PACIFIC,
  EASTERN,
  'America/Phoenix',
  'Pacific/Honolulu',
];

describe('an area code', () => {
  it('names one state and one zone where that is all it serves', () => {
    expect(placeOf('+12025550143')).toEqual({
      zones: [EASTERN],
      states: ['US-DC'],
      basis: ['area-code'],
    });
    expect(placeOf(number('808')).zones).toEqual(['Pacific/Honolulu']);
    expect(placeOf(number('416')).states).toEqual(['CA-ON']);
  });

  it.each([
    ['208', [MOUNTAIN, PACIFIC]],
    ['219', [CENTRAL, EASTERN]],
    ['250', ['America/Edmonton', 'America/Vancouver']],
    ['270', [CENTRAL, EASTERN]],
    ['308', [CENTRAL, MOUNTAIN]],
    ['418', ['America/Halifax', 'America/Toronto']],
    ['423', [CENTRAL, EASTERN]],
    ['541', [MOUNTAIN, PACIFIC]],
    ['574', [CENTRAL, EASTERN]],
    ['605', [CENTRAL, MOUNTAIN]],
    ['606', [CENTRAL, EASTERN]],
    ['620', [CENTRAL, MOUNTAIN]],
    ['701', [CENTRAL, MOUNTAIN]],
    ['709', ['America/Halifax', 'America/St_Johns']],
    ['775', [MOUNTAIN, PACIFIC]],
    ['785', [CENTRAL, MOUNTAIN]],
    ['807', ['America/Toronto', 'America/Winnipeg']],
    ['812', [CENTRAL, EASTERN]],
    ['850', [CENTRAL, EASTERN]],
    ['906', [CENTRAL, EASTERN]],
    ['907', ['America/Adak', 'America/Anchorage']],
    ['928', [MOUNTAIN, 'America/Phoenix']],
  ])('%s serves several zones: all are candidates (DT-09)', (code, zones) => {
    expect(zonesOf(code)).toEqual(zones);
  });

  it.each([
    ['364', '270'],
    ['986', '208'],
    ['458', '541'],
    ['930', '812'],
    ['448', '850'],
    ['729', '423'],
    ['367', '418'],
    ['581', '418'],
    ['778', '250'],
    ['879', '709'],
  ])('%s overlays %s, so it serves the same zones and states (DT-10)', (overlay, base) => {
    expect(zonesOf(overlay)).toEqual(zonesOf(base));
    expect(statesOf(overlay)).toEqual(statesOf(base));
  });

  it.each([
    ['436', 'US-OH'],
    ['457', 'US-LA'],
    ['471', 'US-MS'],
    ['483', 'US-AL'],
    ['624', 'US-NY'],
    ['679', 'US-MI'],
    ['837', 'US-CA'],
    ['861', 'US-IL'],
    ['924', 'US-MN'],
  ])('%s is live though the source lacks it: %s (DT-11)', (code, state) => {
    expect(statesOf(code)).toEqual([state]);
  });

  it('serves several provinces where it does (DT-13)', () => {
    expect(statesOf('902')).toEqual(['CA-NS', 'CA-PE']);
    expect(statesOf('867')).toEqual(['CA-NT', 'CA-NU', 'CA-YT']);
    expect(zonesOf('867').length).toBeGreaterThan(2);
  });

  it.each([
    ['787', 'US-PR', 'America/Puerto_Rico'],
    ['340', 'US-VI', 'America/Puerto_Rico'],
    ['671', 'US-GU', 'Pacific/Guam'],
    ['670', 'US-MP', 'Pacific/Guam'],
    ['684', 'US-AS', 'Pacific/Pago_Pago'],
  ])('%s is the territory %s', (code, state, zone) => {
    expect(placeOf(number(code))).toEqual({ zones: [zone], states: [state], basis: ['area-code'] });
  });

  it.each([
    ['toll-free', number('800')],
    ['toll-free overlay', number('833')],
    ['not assigned', number('999')],
    ['a Caribbean country', number('876')],
    ['another continent', '+442079460123'],
    ['not a number', 'nonsense'],
  ])('%s names no place: every US state and every zone counts (DT-11)', (_case, e164) => {
    expect(placeOf(e164)).toEqual({ zones: EVERY_ZONE, states: EVERY_STATE, basis: ['unknown'] });
  });
});

describe('declared facts add to the area code (QH-05)', () => {
  it('a state elsewhere adds itself and all its zones', () => {
    expect(placeOf(number('213'), { state: 'FL' })).toEqual({
      zones: [CENTRAL, PACIFIC, EASTERN],
      states: ['US-CA', 'US-FL'],
      basis: ['declared', 'area-code'],
    });
  });

  it('the state the area code serves adds no zone beyond those of the code', () => {
    expect(placeOf(number('305'), { state: 'FL' }).zones).toEqual([EASTERN]);
    expect(placeOf(number('305'), { state: 'FL' }).basis).toEqual(['declared', 'area-code']);
  });

  it.each([['FL'], ['fl'], [' US-FL '], ['us-fl'], ['Florida']])('%j is Florida', (state) => {
    expect(placeOf(number('800'), { state }).states).toEqual(['US-FL']);
  });

  it('CA is California and ON is Ontario', () => {
    expect(placeOf(number('800'), { state: 'CA' }).states).toEqual(['US-CA']);
    expect(placeOf(number('800'), { state: 'ON' }).states).toEqual(['CA-ON']);
  });

  it('a declared state alone is enough for an unknown number', () => {
    expect(placeOf(number('800'), { state: 'FL' })).toEqual({
      zones: [CENTRAL, EASTERN],
      states: ['US-FL'],
      basis: ['declared'],
    });
  });

  it.each([
    ['33101', ['US-FL'], [EASTERN]],
    ['32501', ['US-FL'], [CENTRAL]],
    ['32401-1234', ['US-FL'], [CENTRAL, EASTERN]],
    ['79901', ['US-TX'], [MOUNTAIN]],
    ['75201', ['US-TX'], [CENTRAL]],
    ['06103', ['US-CT'], [EASTERN]],
    ['42223', ['US-KY', 'US-TN'], [CENTRAL]],
    ['96799', ['US-AS'], ['Pacific/Pago_Pago']],
    ['96813', ['US-HI'], ['Pacific/Honolulu']],
    ['00901', ['US-PR'], ['America/Puerto_Rico']],
    ['K1A 0B1', ['CA-ON'], ['America/Toronto', 'America/Winnipeg']],
    ['v6b4y8', ['CA-BC'], ['America/Edmonton', 'America/Fort_Nelson', 'America/Vancouver']],
  ])('ZIP or postal code %s', (zip, states, zones) => {
    expect(placeOf(number('800'), { zip })).toEqual({ zones, states, basis: ['declared'] });
  });

  it('a ZIP in the other half of the state adds that half to that of the area code', () => {
    expect(placeOf(number('305'), { zip: '32501' }).zones).toEqual([CENTRAL, EASTERN]);
  });

  it('state and ZIP that disagree both count', () => {
    const place = placeOf(number('800'), { state: 'CT', zip: '75201' });
    expect(place.states).toEqual(['US-CT', 'US-TX']);
    expect(place.zones).toEqual([CENTRAL, EASTERN]);
  });

  it('a ZIP spares the state it names the other zones', () => {
    expect(placeOf(number('213'), { state: 'FL', zip: '33101' }).zones).toEqual([PACIFIC, EASTERN]);
  });

  it.each([['09001'], ['34001'], ['00000'], ['1234'], ['123456'], ['Z1A 1A1'], ['']])(
    'ZIP %j names no place and is ignored, the basis too',
    (zip) => {
      expect(placeOf(number('305'), { zip })).toEqual(placeOf(number('305')));
    },
  );

  it('a time zone adds a zone but is never evidence of a state (DT-14)', () => {
    expect(placeOf(number('305'), { timeZone: PACIFIC })).toEqual({
      zones: [PACIFIC, EASTERN],
      states: ['US-FL'],
      basis: ['time-zone', 'area-code'],
    });
  });

  it('a time zone on an unknown number: that zone, and still every state', () => {
    expect(placeOf(number('800'), { timeZone: PACIFIC })).toEqual({
      zones: [PACIFIC],
      states: EVERY_STATE,
      basis: ['time-zone', 'unknown'],
    });
  });

  it.each([
    ['America/Detroit', EASTERN],
    ['us/eastern', EASTERN],
    ['america/chicago', CENTRAL],
    ['Europe/Paris', 'Europe/Paris'],
  ])('time zone %s is kept as %s', (timeZone, zone) => {
    expect(placeOf(number('800'), { timeZone }).zones).toEqual([zone]);
  });

  it.each([['Mars/Olympus'], ['EST or so'], [''], ['x'.repeat(1_000)]])(
    'time zone %j is unreadable and ignored, the basis too',
    (timeZone) => {
      expect(placeOf(number('305'), { timeZone })).toEqual(placeOf(number('305')));
      expect(placeOf(number('800'), { timeZone })).toEqual(placeOf(number('800')));
    },
  );

  it('an unreadable state is ignored, the basis too', () => {
    expect(placeOf(number('305'), { state: 'Narnia' })).toEqual(placeOf(number('305')));
    expect(placeOf(number('305'), { state: 'constructor' })).toEqual(placeOf(number('305')));
  });
});

describe('the tables', () => {
  const regions = { ...usStates, ...usTerritories, ...canadianProvinces };
  const codes = areaCodeRows.flatMap(([, , list]) => list.trim().split(/\s+/));

  it('list each area code once', () => {
    expect(codes.every((code) => /^[2-9]\d\d\*?$/.test(code))).toBe(true);
    const bare = codes.map((code) => code.slice(0, 3));
    expect(new Set(bare).size).toBe(bare.length);
    expect(bare.length).toBeGreaterThan(430);
  });

  it('give every state and province an area code', () => {
    const served = new Set(areaCodeRows.flatMap(([states]) => states.split(' ')));
    expect([...served].sort()).toEqual(Object.keys(regions).sort());
    expect(EVERY_STATE.length).toBe(51);
  });

  it('agree on the zones a state has', () => {
    for (const [states, zones] of areaCodeRows) {
      const possible = states.split(' ').flatMap(zonesOfState);
      expect(zones.filter((zone) => !possible.includes(zone))).toEqual([]);
    }
  });

  it('name zones the runtime knows', () => {
    for (const { zones } of Object.values(regions)) {
      expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
    }
  });

  it('fold only zones that show the same time all through 2026 and 2027', () => {
    const weeks = Array.from({ length: 104 }, (_, week) => Date.UTC(2026, 0, 1) + week * 7 * DAY);
    for (const [zone, names] of Object.entries(zonesOfOneClock)) {
      for (const name of names.split(/\s+/)) {
        const apart = weeks.filter((at) => offsetAt(name, at) !== offsetAt(zone, at));
        expect({ name, apart }).toEqual({ name, apart: [] });
      }
    }
  });

  it('name the states in words', () => {
    expect(nameOfState('US-FL')).toBe('Florida');
    expect(nameOfState('CA-QC')).toBe('Quebec');
    expect(nameOfState('XX')).toBe('XX');
  });
});
