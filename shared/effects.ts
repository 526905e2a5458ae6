/**
 * What the other channels do about an entry, from where the contact stands after it: texts, email,
 * and calls by machine and by hand (DESIGN.md section 5). It decides no text; the gate does.
 */

import type { EntryBody } from './entries.ts';
import type { Effects } from './events.ts';
import { type ContactKey, readKey } from './ledger.ts';
import { partlyRevokedSince } from './rules/revocation.ts';
import { type Facts, isClosed, isLeft, revokedSince } from './standing.ts';

/**
 * What each channel should do now (DESIGN.md section 5): a text STOP closes texts and automated
 * calls and raises the priority of hand-dialled ones; it leaves hand-dialled calls and email as
 * they are (RV-13, RV-17).
 */
export function effectsOf(key: ContactKey, facts: Facts, body: EntryBody): Effects {
  // Lists of addresses know of no kinds, so whoever left one kind of email has left it.
  const emailNow = isLeft(facts, 'email') ? 'suppress' : 'allow';
  const email = touchesEmail(key, body) ? emailNow : 'none';
  if (readKey(key).email !== undefined) {
    return { sms: 'none', email, voice: { automated: 'none', manual: 'none', priority: 'none' } };
  }
  const dialer = dialerOf(facts);
  return {
    sms: isClosed(facts, 'sms') ? 'suppress' : 'allow',
    email,
    voice: {
      automated: dialer.automatedCalls === 'suppressed' ? 'suppress' : 'allow',
      manual: dialer.manualCalls === 'suppressed' ? 'suppress' : 'allow',
      priority: dialer.priority === 'high' ? 'high' : 'none',
    },
  };
}

/** A wish about texts that an email ledger holds opens no email: nobody agreed to any by it. */
function touchesEmail(key: ContactKey, body: EntryBody): boolean {
  if (body.type === 'opted-out' || body.type === 'opted-in') {
    return body.detail.channels.includes('email');
  }
  if (body.type === 'dnd-changed') return body.detail.email !== undefined;
  if (body.type === 'review-ruled') return body.detail.lifted.includes('email');
  return readKey(key).email !== undefined;
}

/** The dialer's view, as API.md shows it. */
export function dialerOf(facts: Facts): {
  readonly priority: 'high' | 'normal';
  readonly manualCalls: 'allowed' | 'suppressed';
  readonly automatedCalls: 'allowed' | 'suppressed';
} {
  const noCalls = isLeft(facts, 'voice');
  const stopped = revokedSince(facts, 'sms') !== undefined;
  // A STOP to one kind ends automated calls of that kind; a dialer knows of no kinds (RV-13).
  const inPart = partlyRevokedSince(facts, Number.NEGATIVE_INFINITY) !== undefined;
  return {
    // Whoever asked to be called waits for it; no call is made that was closed before.
    priority: (stopped || facts.prefers === 'voice') && !noCalls ? 'high' : 'normal',
    manualCalls: noCalls ? 'suppressed' : 'allowed',
    automatedCalls: noCalls || stopped || inPart ? 'suppressed' : 'allowed',
  };
}
