/**
 * A contact for the people of the firm: where it stands, its ledger, do-not-disturb by hand, calls
 * that count for the caps, revocations that came by call, letter, email or any other door (RV-01,
 * RV-03), replies whose reading awaits a ruling, and whether a text might go out.
 */

import { readContact, readHistory } from './contact-views.ts';
import { closeConversation, type TalkDeps } from './conversations.ts';
import { answerDecision, type DecisionDeps } from './decisions.ts';
import type { HttpHandlers } from './http.ts';
import { reportCall } from './report-call.ts';
import { listReviews, ruleReview } from './reviews.ts';
import { revoke } from './revoke.ts';
import { setDnd } from './set-dnd.ts';
import { readTranscript } from './transcripts.ts';

export const manageContact = (deps: TalkDeps & DecisionDeps): HttpHandlers => ({
  'GET /v1/contacts/{phone}': (request) => readContact(deps, request),
  'GET /v1/contacts/{phone}/history': (request) => readHistory(deps, request),
  'POST /v1/contacts/{phone}/close': (request) => closeConversation(deps, request),
  'GET /v1/contacts/{phone}/transcripts/{id}': (request) => readTranscript(deps, request),
  'PUT /v1/contacts/{phone}/dnd': (request) => setDnd(deps, request),
  'POST /v1/revocations': (request) => revoke(deps, request),
  'GET /v1/reviews': (request) => listReviews(deps, request),
  'POST /v1/reviews/{id}': (request) => ruleReview(deps, request),
  'POST /v1/decisions': (request) => answerDecision(deps, request),
  'POST /v1/calls': (request) => reportCall(deps, request),
});
