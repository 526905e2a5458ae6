/** Rows of the table about what the person, or the firm for the person, has closed. */
import { OPT_IN, type Row, SERVICE, STOPPABLE } from './classes.ts';

export const STOPPED: readonly Row[] = [
  {
    code: 'opted-out',
    category: STOPPABLE,
    stop: [
      'everything',
      'everything-essential-allowed',
      'everything-dnd',
      'widened',
      'widened-essential-allowed',
      'everything-asked',
      'this-program',
    ],
  },
  {
    code: 'opted-out',
    category: ['essential'],
    stop: ['everything', 'everything-dnd', 'everything-asked', 'widened'],
  },
  {
    code: 'opted-out',
    category: ['opt-out-question'],
    stop: [
      'everything',
      'everything-essential-allowed',
      'everything-dnd',
      'everything-asked',
      'widened',
      'widened-essential-allowed',
    ],
  },
  { code: 'opted-out', category: ['marketing'], stop: ['marketing'] },
  {
    code: 'opted-out',
    category: OPT_IN,
    program: ['marketing', 'missing'],
    stop: ['marketing'],
  },
  { code: 'opted-out', category: SERVICE, stop: ['informational'] },
  { code: 'opted-out', category: OPT_IN, program: ['informational'], stop: ['informational'] },
  {
    code: 'do-not-disturb',
    category: [...STOPPABLE, 'essential', 'opt-out-confirmation', 'opt-out-question'],
    stop: ['dnd', 'everything-dnd'],
  },
  {
    code: 'question-open',
    category: STOPPABLE,
    stop: ['asked', 'asked-essential-allowed', 'everything-asked'],
  },
  { code: 'question-open', category: ['essential'], stop: ['asked', 'everything-asked'] },
];
