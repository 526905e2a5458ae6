/**
 * What an opt-out confirmation must not ask (RV-20). Apart from the other lists, since it is read
 * when a template is stored and never by the gate.
 *
 * Source: 47 CFR 64.1200(a)(12) (read as a quotation: Q); the phrases were chosen for this table
 * (M). Date: 2026-11-22.
 */
import type { ContentList } from '../content/lists.ts';

export const CONFIRMATION_EXTRA: ContentList = {
  kind: 'confirmation-extra',
  advice:
    'A confirmation of an opt-out only confirms. Take out offers, links, surveys and questions to stay.',
  rows: [
    {
      phrases: `
        survey(s) | feedback | tell us why | why did/are you | reason for leaving/opting_out |
        are you sure | change/changed your mind | before you go | come back | miss you |
        stay subscribed/with_us/in_touch/connected | would you like to stay/keep/continue/remain |
        want to stay/keep/continue | instead of leaving | one last offer | how did we do |
        rate us/your/our | review us | we can do better | give us another`,
      citation: '47 CFR 64.1200(a)(12)',
      confidence: 'Q',
    },
  ],
};
