/**
 * What the quiet-hours tests share: places, times with their UTC offset (so that the tests do not
 * trust the code's own clocks), and the check of one day's window.
 */
import { expect } from 'vitest';
import { iso, MINUTE } from '#shared/basics.ts';
import { quietRows } from '#shared/data/quiet-hours.ts';
import { usStates } from '#shared/data/states.ts';
import type { Place } from '#shared/places.ts';
import { compileQuietHours, type QuietVerdict } from '#shared/quiet-hours.ts';

export const EASTERN = 'America/New_York';
export const CENTRAL = 'America/Chicago';
export const MOUNTAIN = 'America/Denver';
export const PACIFIC = 'America/Los_Angeles';
export const WINTER_OFFSET: Readonly<Record<string, string>> = {
  [EASTERN]: '-05:00',
  [CENTRAL]: '-06:00',
  [MOUNTAIN]: '-07:00',
  [PACIFIC]: '-08:00',
  'America/Toronto': '-05:00',
};
export const EVERY_STATE = Object.keys(usStates);

export const place = (zones: readonly string[], states: readonly string[]): Place => ({
  zones,
  states,
  basis: ['declared'],
});
export const number = (areaCode: string): string => `+1${areaCode}5550143`;
export const today = compileQuietHours(quietRows);
export const quietHours = (at: number, where: Place): QuietVerdict => today.verdict(at, where);
export const isOpen = (time: string, where: Place): boolean =>
  quietHours(Date.parse(time), where).open;
export const until = (time: string, where: Place): string =>
  iso(quietHours(Date.parse(time), where).until);
export const utc = (time: string): string => iso(Date.parse(time));
export const details = (time: string, where: Place): readonly string[] =>
  quietHours(Date.parse(time), where).rules.map((rule) => rule.detail);

/** Checks one day's window at the minute it opens, the one before, and both sides of the margin. */
export function expectWindow(where: Place, date: string, offset: string, hours: string): void {
  if (hours === 'none') {
    for (const time of ['08:00', '10:00', '12:30', '16:59', '20:00']) {
      expect(isOpen(`${date}T${time}:00${offset}`, where)).toBe(false);
    }
    return;
  }
  const [opens = '', closes = ''] = hours.split('-');
  const opening = Date.parse(`${date}T${opens}:00${offset}`);
  const margin = Date.parse(`${date}T${closes}:00${offset}`) - 15 * MINUTE;
  const verdict = (at: number): boolean => quietHours(at, where).open;
  expect(verdict(opening - MINUTE), `${hours} one minute before opening`).toBe(false);
  expect(verdict(opening - 1), `${hours} one millisecond before opening`).toBe(false);
  expect(quietHours(opening - MINUTE, where).until, `${hours} waits for opening`).toBe(opening);
  expect(quietHours(opening, where)).toEqual({ open: true, until: opening, rules: [] });
  expect(verdict(margin - 1), `${hours} one millisecond before the margin`).toBe(true);
  expect(verdict(margin), `${hours} at the margin`).toBe(false);
  expect(verdict(margin + 14 * MINUTE), `${hours} inside the margin`).toBe(false);
  expect(verdict(margin + 15 * MINUTE), `${hours} at the close`).toBe(false);
}
