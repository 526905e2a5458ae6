/**
 * The states, territories and provinces a text can reach, and the time zones each of them spans.
 * shared/quiet-hours.ts judges a state's hours in those of its zones a contact may be in.
 *
 * Source: 49 CFR part 71 (US zone boundaries) and the tz database's zone tables; written from
 * memory on 2026-11-22 and checked against the zones of data/area-codes.ts (M). Small places that
 * keep another clock by custom (Phenix City AL, Kenton OK) are not listed. Clock changes
 * themselves come from the runtime's tz data: British Columbia and Alberta stay on summer time
 * from 2026-11-01 only where that data knows it, as 2026c does.
 */

export interface Region {
  readonly name: string;
  /** IANA zones, the main one first. */
  readonly zones: readonly string[];
}

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

/** The fifty states and the District of Columbia: what "somewhere in the US" means (QH-05). */
export const usStates: Readonly<Record<string, Region>> = {
  'US-AL': { name: 'Alabama', zones: [CENTRAL] },
  'US-AK': { name: 'Alaska', zones: ['America/Anchorage', 'America/Adak'] },
  'US-AZ': { name: 'Arizona', zones: ['America/Phoenix', MOUNTAIN] },
  'US-AR': { name: 'Arkansas', zones: [CENTRAL] },
  'US-CA': { name: 'California', zones: [PACIFIC] },
  'US-CO': { name: 'Colorado', zones: [MOUNTAIN] },
  'US-CT': { name: 'Connecticut', zones: [EASTERN] },
  'US-DE': { name: 'Delaware', zones: [EASTERN] },
  'US-DC': { name: 'District of Columbia', zones: [EASTERN] },
  'US-FL': { name: 'Florida', zones: [EASTERN, CENTRAL] },
  'US-GA': { name: 'Georgia', zones: [EASTERN] },
  'US-HI': { name: 'Hawaii', zones: ['Pacific/Honolulu'] },
  'US-ID': { name: 'Idaho', zones: [MOUNTAIN, PACIFIC] },
  'US-IL': { name: 'Illinois', zones: [CENTRAL] },
  'US-IN': { name: 'Indiana', zones: [EASTERN, CENTRAL] },
  'US-IA': { name: 'Iowa', zones: [CENTRAL] },
  'US-KS': { name: 'Kansas', zones: [CENTRAL, MOUNTAIN] },
  'US-KY': { name: 'Kentucky', zones: [EASTERN, CENTRAL] },
  'US-LA': { name: 'Louisiana', zones: [CENTRAL] },
  'US-ME': { name: 'Maine', zones: [EASTERN] },
  'US-MD': { name: 'Maryland', zones: [EASTERN] },
  'US-MA': { name: 'Massachusetts', zones: [EASTERN] },
  'US-MI': { name: 'Michigan', zones: [EASTERN, CENTRAL] },
  'US-MN': { name: 'Minnesota', zones: [CENTRAL] },
  'US-MS': { name: 'Mississippi', zones: [CENTRAL] },
  'US-MO': { name: 'Missouri', zones: [CENTRAL] },
  'US-MT': { name: 'Montana', zones: [MOUNTAIN] },
  'US-NE': { name: 'Nebraska', zones: [CENTRAL, MOUNTAIN] },
  'US-NV': { name: 'Nevada', zones: [PACIFIC, MOUNTAIN] },
  'US-NH': { name: 'New Hampshire', zones: [EASTERN] },
  'US-NJ': { name: 'New Jersey', zones: [EASTERN] },
  'US-NM': { name: 'New Mexico', zones: [MOUNTAIN] },
  'US-NY': { name: 'New York', zones: [EASTERN] },
  'US-NC': { name: 'North Carolina', zones: [EASTERN] },
  'US-ND': { name: 'North Dakota', zones: [CENTRAL, MOUNTAIN] },
  'US-OH': { name: 'Ohio', zones: [EASTERN] },
  'US-OK': { name: 'Oklahoma', zones: [CENTRAL] },
  'US-OR': { name: 'Oregon', zones: [PACIFIC, MOUNTAIN] },
  'US-PA': { name: 'Pennsylvania', zones: [EASTERN] },
  'US-RI': { name: 'Rhode Island', zones: [EASTERN] },
  'US-SC': { name: 'South Carolina', zones: [EASTERN] },
  'US-SD': { name: 'South Dakota', zones: [CENTRAL, MOUNTAIN] },
  'US-TN': { name: 'Tennessee', zones: [CENTRAL, EASTERN] },
  'US-TX': { name: 'Texas', zones: [CENTRAL, MOUNTAIN] },
  'US-UT': { name: 'Utah', zones: [MOUNTAIN] },
  'US-VT': { name: 'Vermont', zones: [EASTERN] },
  'US-VA': { name: 'Virginia', zones: [EASTERN] },
  'US-WA': { name: 'Washington', zones: [PACIFIC] },
  'US-WV': { name: 'West Virginia', zones: [EASTERN] },
  'US-WI': { name: 'Wisconsin', zones: [CENTRAL] },
  'US-WY': { name: 'Wyoming', zones: [MOUNTAIN] },
};

/**
 * Territories, known by their own area codes. An unknown place does not count them: in summer no
 * moment is legal in Guam and Rhode Island alike, so nothing unknown could ever be sent.
 */
export const usTerritories: Readonly<Record<string, Region>> = {
  'US-AS': { name: 'American Samoa', zones: ['Pacific/Pago_Pago'] },
  'US-GU': { name: 'Guam', zones: ['Pacific/Guam'] },
  'US-MP': { name: 'Northern Mariana Islands', zones: ['Pacific/Guam'] },
  'US-PR': { name: 'Puerto Rico', zones: ['America/Puerto_Rico'] },
  'US-VI': { name: 'U.S. Virgin Islands', zones: ['America/Puerto_Rico'] },
};

export const canadianProvinces: Readonly<Record<string, Region>> = {
  'CA-AB': { name: 'Alberta', zones: ['America/Edmonton'] },
  'CA-BC': {
    name: 'British Columbia',
    zones: ['America/Vancouver', 'America/Edmonton', 'America/Fort_Nelson'],
  },
  'CA-MB': { name: 'Manitoba', zones: ['America/Winnipeg'] },
  'CA-NB': { name: 'New Brunswick', zones: ['America/Halifax'] },
  'CA-NL': { name: 'Newfoundland and Labrador', zones: ['America/St_Johns', 'America/Halifax'] },
  'CA-NS': { name: 'Nova Scotia', zones: ['America/Halifax'] },
  'CA-NT': { name: 'Northwest Territories', zones: ['America/Edmonton', 'America/Inuvik'] },
  'CA-NU': { name: 'Nunavut', zones: ['America/Toronto', 'America/Winnipeg', 'America/Inuvik'] },
  'CA-ON': { name: 'Ontario', zones: ['America/Toronto', 'America/Winnipeg'] },
  'CA-PE': { name: 'Prince Edward Island', zones: ['America/Halifax'] },
  'CA-QC': { name: 'Quebec', zones: ['America/Toronto', 'America/Halifax'] },
  'CA-SK': { name: 'Saskatchewan', zones: ['America/Regina', 'America/Edmonton'] },
  'CA-YT': { name: 'Yukon', zones: ['America/Whitehorse'] },
};

/** Zones with the same clock and the same law as the first: what they are folded into. */
export const zonesOfOneClock: Readonly<Record<string, string>> = {
  'America/New_York': `America/Detroit America/Fort_Wayne America/Indianapolis
    America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg
    America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac
    America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville
    US/Eastern US/East-Indiana US/Michigan`,
  'America/Chicago': `America/Indiana/Knox America/Indiana/Tell_City America/Menominee
    America/North_Dakota/Beulah America/North_Dakota/Center
    America/North_Dakota/New_Salem US/Central`,
  'America/Denver': 'America/Boise America/Shiprock US/Mountain',
  'America/Los_Angeles': 'US/Pacific',
  'America/Phoenix': 'US/Arizona',
  'America/Anchorage': `America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat
    US/Alaska`,
  'America/Adak': 'America/Atka US/Aleutian',
  'Pacific/Honolulu': 'US/Hawaii',
  'America/Puerto_Rico': 'America/St_Thomas',
  'Pacific/Guam': 'Pacific/Saipan',
  'Pacific/Pago_Pago': 'US/Samoa',
  'America/Toronto': `America/Iqaluit America/Montreal America/Nipigon America/Thunder_Bay
    Canada/Eastern`,
  'America/Winnipeg': 'America/Rainy_River America/Rankin_Inlet America/Resolute Canada/Central',
  'America/Edmonton': 'America/Yellowknife Canada/Mountain',
  'America/Inuvik': 'America/Cambridge_Bay',
  'America/Fort_Nelson': 'America/Creston America/Dawson_Creek',
  'America/Vancouver': 'Canada/Pacific',
  'America/Regina': 'America/Swift_Current Canada/Saskatchewan',
  'America/Whitehorse': 'America/Dawson Canada/Yukon',
  'America/Halifax': 'America/Glace_Bay America/Goose_Bay America/Moncton Canada/Atlantic',
  'America/St_Johns': 'Canada/Newfoundland',
};
