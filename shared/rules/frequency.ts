/** How often: texts to one person on one subject in a rolling window, over all senders. */
import { HOUR } from '../basics.ts';
import { PROMOTED, type Rule } from './rule.ts';

/** Texts kept on a standing for the count; more than this in one window is over any cap. */
export const MAX_RECENT = 20;

export const frequencyCap: Rule = {
  code: 'frequency-cap',
  id: 'frequency.subject',
  title: 'At most three solicitations in 24 hours on one subject',
  citation: 'Fla. Stat. 501.616(6)(b); 15 O.S. 775C.4; Md. Com. Law 14-4502(c); ORS 646.563',
  confidence: 'V',
  remedy: 'time',
  outcome: 'deny',
  judges: PROMOTED,
  check({ now, account, sends, subject, messageId }) {
    const { limit, hours } = account.settings.frequencyCap;
    const inWindow = sends.recent.filter(
      (text) => text.at > now - hours * HOUR && text.id !== messageId,
    );
    const onSubject = inWindow.filter((text) => text.subject === subjectKey(subject));
    const capped = onSubject.length >= limit;
    const over = capped ? onSubject : inWindow.length >= MAX_RECENT ? inWindow : [];
    // The one whose leaving makes room: not the oldest, when the cap was lowered meanwhile.
    const first = over[over.length - (capped ? limit : MAX_RECENT)];
    if (!first) return undefined;
    return {
      detail: `The contact had ${over.length} texts on this subject in the last ${hours} hours; the limit is ${limit}.`,
      until: first.at + hours * HOUR,
    };
  },
};

/** Subjects are compared folded and kept short, since they sit on the standing. */
export const subjectKey = (subject: string): string =>
  subject.normalize('NFKC').trim().toLowerCase().slice(0, 24).toWellFormed();
