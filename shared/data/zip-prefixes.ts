/**
 * ZIP code prefix (first three digits) -> states, and the zones of a prefix inside a state with
 * two; first letter of a Canadian postal code -> province. It says nothing about street addresses.
 *
 * Source: USPS three-digit prefix assignments (Publication 65 / DMM L002) and Canada Post's forward
 * sortation letters, from memory, 2026-11-22 (M). Prefixes whose ZIP codes cross a state line list
 * both states. Military prefixes (090-098, 340, 962-966) are left out: they name no place here.
 */

/** `from-to` prefixes, both ends included -> the states they serve. First match wins. */
export const zipPrefixStates: readonly (readonly [from: number, to: number, states: string])[] = [
  [5, 5, 'US-NY'],
  [6, 7, 'US-PR'],
  [8, 8, 'US-VI'],
  [9, 9, 'US-PR'],
  [10, 27, 'US-MA'],
  [28, 29, 'US-RI'],
  [30, 38, 'US-NH'],
  [39, 49, 'US-ME'],
  [55, 55, 'US-MA'],
  [50, 59, 'US-VT'],
  [63, 63, 'US-CT US-NY'], // Fishers Island NY is 06390
  [60, 69, 'US-CT'],
  [70, 89, 'US-NJ'],
  [100, 149, 'US-NY'],
  [150, 196, 'US-PA'],
  [197, 199, 'US-DE'],
  [201, 201, 'US-VA'],
  [200, 205, 'US-DC'],
  [206, 219, 'US-MD'],
  [220, 246, 'US-VA'],
  [247, 268, 'US-WV'],
  [270, 289, 'US-NC'],
  [290, 299, 'US-SC'],
  [300, 319, 'US-GA'],
  [320, 339, 'US-FL'],
  [341, 342, 'US-FL'],
  [344, 344, 'US-FL'],
  [346, 347, 'US-FL'],
  [349, 349, 'US-FL'],
  [350, 369, 'US-AL'],
  [370, 385, 'US-TN'],
  [386, 397, 'US-MS'],
  [398, 399, 'US-GA'],
  [422, 422, 'US-KY US-TN'], // Fort Campbell is 42223 on both sides
  [400, 427, 'US-KY'],
  [430, 459, 'US-OH'],
  [460, 479, 'US-IN'],
  [480, 499, 'US-MI'],
  [500, 528, 'US-IA'],
  [530, 549, 'US-WI'],
  [550, 567, 'US-MN'],
  [569, 569, 'US-DC'],
  [570, 577, 'US-SD'],
  [580, 588, 'US-ND'],
  [590, 599, 'US-MT'],
  [600, 629, 'US-IL'],
  [630, 658, 'US-MO'],
  [660, 679, 'US-KS'],
  [680, 693, 'US-NE'],
  [700, 714, 'US-LA'],
  [716, 729, 'US-AR'],
  [733, 733, 'US-TX'],
  [730, 749, 'US-OK'],
  [750, 799, 'US-TX'],
  [885, 885, 'US-TX'],
  [800, 816, 'US-CO'],
  [834, 834, 'US-ID US-WY'], // Alta WY is 83414
  [820, 831, 'US-WY'],
  [832, 838, 'US-ID'],
  [840, 847, 'US-UT'],
  [850, 865, 'US-AZ'],
  [870, 884, 'US-NM'],
  [889, 898, 'US-NV'],
  [900, 961, 'US-CA'],
  [967, 967, 'US-HI'], // but Pago Pago is 96799: see zipStates
  [968, 968, 'US-HI'],
  [969, 969, 'US-GU US-MP'],
  [970, 979, 'US-OR'],
  [980, 994, 'US-WA'],
  [995, 999, 'US-AK'],
];

/** Whole ZIP codes that lie elsewhere than their prefix. */
export const zipStates: Readonly<Record<string, string>> = { '96799': 'US-AS' };

const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

/**
 * States on two clocks: the zone of every prefix but the listed ones, then prefixes wholly in the
 * other zone. `mixed` prefixes, and any state not listed here, take all zones of the state.
 */
export const zipPrefixZones: Readonly<
  Record<
    string,
    {
      readonly rest: string;
      readonly other: string;
      readonly otherPrefixes: readonly number[];
      readonly mixed: readonly number[];
    }
  >
> = {
  'US-AK': {
    rest: 'America/Anchorage',
    other: 'America/Adak',
    otherPrefixes: [],
    mixed: [995, 996],
  },
  'US-AZ': { rest: 'America/Phoenix', other: MOUNTAIN, otherPrefixes: [], mixed: [860, 865] },
  'US-FL': { rest: 'America/New_York', other: CENTRAL, otherPrefixes: [325], mixed: [323, 324] },
  'US-ID': { rest: MOUNTAIN, other: PACIFIC, otherPrefixes: [838], mixed: [835] },
  'US-IN': {
    rest: 'America/New_York',
    other: CENTRAL,
    otherPrefixes: [464, 477],
    mixed: [463, 465, 469, 475, 476, 479],
  },
  'US-KS': { rest: CENTRAL, other: MOUNTAIN, otherPrefixes: [], mixed: [677, 678] },
  'US-KY': {
    rest: 'America/New_York',
    other: CENTRAL,
    otherPrefixes: [420, 422, 423, 424],
    mixed: [401, 421, 425, 426, 427],
  },
  'US-MI': { rest: 'America/New_York', other: CENTRAL, otherPrefixes: [], mixed: [498, 499] },
  'US-ND': { rest: CENTRAL, other: MOUNTAIN, otherPrefixes: [], mixed: [585, 586, 587, 588] },
  'US-NE': { rest: CENTRAL, other: MOUNTAIN, otherPrefixes: [693], mixed: [690, 691, 692] },
  'US-NV': { rest: PACIFIC, other: MOUNTAIN, otherPrefixes: [], mixed: [898] },
  'US-OR': { rest: PACIFIC, other: MOUNTAIN, otherPrefixes: [], mixed: [979] },
  'US-SD': { rest: CENTRAL, other: MOUNTAIN, otherPrefixes: [577], mixed: [575, 576] },
  'US-TN': {
    rest: CENTRAL,
    other: 'America/New_York',
    otherPrefixes: [374, 376, 377, 378, 379],
    mixed: [373, 385],
  },
  'US-TX': { rest: CENTRAL, other: MOUNTAIN, otherPrefixes: [799, 885], mixed: [798] },
};

/** First letter of a Canadian postal code -> provinces. */
export const postalLetterProvinces: Readonly<Record<string, string>> = {
  A: 'CA-NL',
  B: 'CA-NS',
  C: 'CA-PE',
  E: 'CA-NB',
  G: 'CA-QC',
  H: 'CA-QC',
  J: 'CA-QC',
  K: 'CA-ON',
  L: 'CA-ON',
  M: 'CA-ON',
  N: 'CA-ON',
  P: 'CA-ON',
  R: 'CA-MB',
  S: 'CA-SK',
  T: 'CA-AB',
  V: 'CA-BC',
  X: 'CA-NT CA-NU',
  Y: 'CA-YT',
};
