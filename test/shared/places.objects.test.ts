/**
 * The same candidates are one frozen object, whoever asks: what is known of a place hangs on it.
 * Which candidates there are is tested in places.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { areaCodeRows } from '#shared/data/area-codes.ts';
import { canadianProvinces, usStates, usTerritories } from '#shared/data/states.ts';
import { placeOf } from '#shared/places.ts';

const number = (areaCode: string): string => `+1${areaCode}5550143`;

describe('the same candidates are the same object', () => {
  it.each([
    ['an area code', '+13055550143', '+13055550199', undefined],
    ['no area code', '+18005550143', 'nonsense', undefined],
    ['an area code and a state', '+13055550143', '+13055550199', { state: 'RI' }],
    ['a time zone of no state', '+18005550143', '+18335550143', { timeZone: 'Asia/Tokyo' }],
  ])('%s', (_case, one, other, facts) => {
    expect(placeOf(one, facts)).toBe(placeOf(other, facts));
  });

  it('however the facts were written', () => {
    const florida = placeOf(number('800'), { state: 'FL' });
    expect(placeOf(number('833'), { state: ' florida ' })).toBe(florida);
    expect(placeOf(number('305'), { zip: '33101' })).toBe(placeOf(number('305'), { state: 'FL' }));
    expect(placeOf(number('305'), { state: 'Narnia' })).toBe(placeOf(number('305')));
  });

  it('and other candidates are another, by the basis too', () => {
    expect(placeOf(number('305'))).not.toBe(placeOf(number('850')));
    expect(placeOf(number('305'), { state: 'FL' })).not.toBe(placeOf(number('305')));
  });

  it('which nobody can change', () => {
    const { zones, states, basis } = placeOf(number('305'));
    expect([zones, states, basis, placeOf(number('305'))].every(Object.isFrozen)).toBe(true);
  });

  it('and stay right when more places are asked about than are kept', () => {
    const states = Object.keys({ ...usStates, ...usTerritories, ...canadianProvinces });
    const codes = areaCodeRows.map(([, , list]) => list.trim().slice(0, 3));
    for (const code of codes) {
      for (const state of states) {
        expect(placeOf(number(code), { state }).states).toContain(state);
      }
    }
    expect(placeOf(number('305')).states).toEqual(['US-FL']);
    expect(placeOf(number('305'))).toBe(placeOf(number('786')));
  });
});
