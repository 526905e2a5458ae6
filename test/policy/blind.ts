/** Gates that see one fact wrongly or not at all: each must be found out by the comparison. */
import { DAY } from '#shared/basics.ts';
import { consentTo, type GateInput } from '#shared/rules/rule.ts';
import type { Settings } from '#shared/settings.ts';
import type { ConsentState, Facts } from '#shared/standing.ts';

/** What a gate with a fault takes an input for. */
export type Seen = (input: GateInput) => GateInput;

const settings =
  (news: Partial<Settings>): Seen =>
  ({ account, ...input }) => ({
    ...input,
    account: { ...account, settings: { ...account.settings, ...news } },
  });
const facts =
  (change: (facts: Facts) => Partial<Facts>): Seen =>
  (input) => {
    const facts = { ...input.facts, ...change(input.facts) };
    return { ...input, facts, consent: consentTo({ ...input, facts }) };
  };
const consent = (news: Partial<ConsentState>): Seen =>
  facts(({ consents }) => {
    const held = consents['sms:default'];
    return held ? { consents: { ...consents, 'sms:default': { ...held, ...news } } } : {};
  });
const without =
  <Key extends keyof Facts>(name: Key): Seen =>
  (input) => {
    const { [name]: _, ...rest } = input.facts;
    return { ...input, facts: rest as Facts };
  };

export const BLIND: Readonly<Record<string, Seen>> = {
  'no age of consent': settings({ consentMaxAgeMonths: null }),
  'consent ages too slowly': settings({ consentMaxAgeMonths: 36 }),
  'consent ages too fast': settings({ consentMaxAgeMonths: 11 }),
  'age of consent where there is none': settings({ consentMaxAgeMonths: 18 }),
  'conversations never close': settings({ conversationHours: 1_000_000 }),
  'conversations close at once': settings({ conversationHours: 0 }),
  'essential texts never after STOP': settings({ essentialAfterStop: 'deny' }),
  'essential texts always after STOP': settings({ essentialAfterStop: 'allow' }),
  'revoke-all off': settings({ revokeAll: 'off' }),
  'revoke-all on': settings({ revokeAll: 'on' }),
  'revoke-all by date': settings({ revokeAll: 'by-date' }),
  'no cap of the contact': settings({ contactCap: null }),
  'no cap of essential texts': settings({ essentialCap: { limit: 20, hours: 1 } }),
  'one cap of the subject': settings({ frequencyCap: { limit: 3, hours: 24 } }),
  'no emergencies': settings({ emergencies: [] }),
  'blind to the last text': without('lastInboundAt'),
  'blind to calls': without('calls'),
  'blind to look-ups': without('line'),
  'blind to revocations': facts(() => ({ revoked: {} })),
  'blind to our question': without('question'),
  'blind to do-not-disturb': facts(() => ({ dnd: {} })),
  'do-not-disturb of any channel': facts(({ dnd }) => ({
    dnd: Object.values(dnd).includes(true) ? { sms: true } : {},
  })),
  'revocations of any channel': facts(({ revoked }) => ({
    revoked: Object.fromEntries(
      Object.entries(revoked).map(([key, at]) => [key.replace(/^\w+:/, 'sms:'), at]),
    ),
  })),
  'consent to anything': facts(({ consents }) => {
    const [held] = Object.values(consents);
    return held ? { consents: { 'sms:default': held } } : {};
  }),
  'every consent of today': consent({ at: Date.parse('2027-02-10T00:00:00Z') }),
  'blind to renewals': consent({ renewedAt: undefined }),
  'every consent for marketing': consent({ purpose: 'marketing' }),
  'every consent by an inquiry': consent({ basis: 'inquiry' }),
  'every program for marketing': ({ program, ...input }) => ({
    ...input,
    program: program && { ...program, purpose: 'marketing' },
  }),
  'every vendor trusted': (input) => ({
    ...input,
    vendor: { id: 'leads', name: 'Leads', status: 'trusted' },
  }),
  'every number American': (input) => ({
    ...input,
    phone: input.phone && { ...input.phone, country: 'US' },
  }),
  'no text ever its own': (input) => ({ ...input, messageId: 'msg_other' }),
  'nothing scheduled': (input) => ({ ...input, sendAt: undefined }),
  'the start for now': (input) => ({ ...input, now: input.sendAt ?? input.now }),
  'nobody rejects': (input) => ({ ...input, quietHours: 'defer' }),
  'notices late a year too late': ({ expiresAt, ...input }) => ({
    ...input,
    expiresAt: expiresAt && expiresAt + 365 * DAY,
  }),
  'notices never late': (input) => ({ ...input, expiresAt: undefined }),
  'every finding prohibits': (input) => ({
    ...input,
    content: input.content.map((finding) => ({ ...finding, kind: 'prohibited' })),
  }),
};
