/**
 * Every HTTP route of API.md, once: the gateway stack, the local server, the authorisation in the
 * shell and the OpenAPI document all read this table. It does not say what a request holds
 * (api.ts).
 */

export type Role = 'admin' | 'agent' | 'service';

/**
 * Who may call: anyone (web forms), a provider that signs its posts, or a key of one of these
 * roles.
 */
export type Access = 'public' | 'provider-signed' | readonly Role[];

/**
 * The Lambda that answers; the name of its file in functions/ and of its binding in
 * functions/lambda/.
 */
export type HttpFunction =
  | 'capture-consent'
  | 'manage-contact'
  | 'receive-inbound'
  | 'gate-send'
  | 'configure-account';

export type RouteKey = keyof typeof ROUTES;

export interface Route {
  readonly function: HttpFunction;
  readonly access: Access;
  /** One line for OpenAPI and the README. */
  readonly summary: string;
}

const ANY_ROLE: readonly Role[] = ['admin', 'agent', 'service'];
const ADMIN: readonly Role[] = ['admin'];
const STAFF: readonly Role[] = ['admin', 'agent'];
const WRITERS: readonly Role[] = ['admin', 'service'];

const capture = (access: Access, summary: string): Route => ({
  function: 'capture-consent',
  access,
  summary,
});
const contact = (access: Access, summary: string): Route => ({
  function: 'manage-contact',
  access,
  summary,
});
const inbound = (summary: string): Route => ({
  function: 'receive-inbound',
  access: 'provider-signed',
  summary,
});
const send = (summary: string): Route => ({ function: 'gate-send', access: ANY_ROLE, summary });
const account = (access: Access, summary: string): Route => ({
  function: 'configure-account',
  access,
  summary,
});

export const ROUTES = {
  'POST /v1/forms/{formKey}/consents': capture('public', 'A web form posts a consent'),
  'OPTIONS /v1/forms/{formKey}/consents': capture('public', 'CORS for the origins of the form'),
  'POST /v1/consents': capture(ANY_ROLE, 'Record a consent from any other door'),
  'POST /v1/revocations': contact(ANY_ROLE, 'Record a revocation from any door'),
  'POST /v1/calls': contact(ANY_ROLE, 'Report a call that was made, for the caps'),
  'GET /v1/contacts/{phone}': contact(ANY_ROLE, 'Where a contact stands now'),
  'GET /v1/contacts/{phone}/history': contact(ANY_ROLE, 'The ledger of a contact, oldest first'),
  'POST /v1/contacts/{phone}/close': contact(
    ANY_ROLE,
    'Close the conversation: its transcript goes',
  ),
  'GET /v1/contacts/{phone}/transcripts/{id}': contact(
    ANY_ROLE,
    'The transcript of a conversation',
  ),
  'PUT /v1/contacts/{phone}/dnd': contact(ADMIN, 'Set or lift do-not-disturb per channel'),
  'GET /v1/reviews': contact(STAFF, 'Replies whose reading awaits a ruling, and those ruled'),
  'POST /v1/reviews/{id}': contact(ADMIN, 'Rule whether a reply was an opt-out'),
  'POST /v1/webhooks/{provider}/{account}/messages': inbound('A provider delivers a reply'),
  'POST /v1/webhooks/{provider}/{account}/status': inbound('A provider reports a delivery'),
  'POST /v1/messages': send('Ask the gate and send'),
  'GET /v1/messages/{id}': send('A message with its decision and deliveries'),
  'POST /v1/decisions': send('Ask the gate, send and store nothing'),
  'POST /v1/readings': account(ANY_ROLE, 'How replies are read, for a firm to try its own'),
  'GET /v1/rules': account(ANY_ROLE, 'Every rule of the gate with its citation'),
  'GET /v1/openapi.json': account('public', 'This contract as OpenAPI 3.1'),
  'GET /v1/settings': account(ANY_ROLE, 'The settings of the account'),
  'PUT /v1/settings': account(ADMIN, 'Change the settings of the account'),
  'GET /v1/history': account(ADMIN, "The account's own ledger: every change of configuration"),
  'GET /v1/reports/revoke-all': account(ADMIN, 'What the revoke-all rule would have ended'),
  'GET /v1/reports/time-to-honour': account(ADMIN, 'How long revocations took to be honoured'),
  'PUT /v1/test-clock': account(ADMIN, 'Set the clock of an account in test mode'),
  'DELETE /v1/test-clock': account(ADMIN, 'Let the clock of the account run again'),
  'GET /v1/programs': account(ANY_ROLE, 'List the programs'),
  'GET /v1/programs/{id}': account(ANY_ROLE, 'Read a program'),
  'PUT /v1/programs/{id}': account(ADMIN, 'Create or change a program'),
  'GET /v1/senders': account(ANY_ROLE, 'List the senders'),
  'GET /v1/senders/{id}': account(ANY_ROLE, 'Read a sender'),
  'PUT /v1/senders/{id}': account(WRITERS, 'Create or change a sender'),
  'POST /v1/senders/{id}/refresh': account(WRITERS, "Read a sender's registration at its provider"),
  'GET /v1/senders/{id}/health': account(ANY_ROLE, 'Opt-out and error rates of a sender'),
  'GET /v1/forms': account(ANY_ROLE, 'List the forms'),
  'GET /v1/forms/{key}': account(ANY_ROLE, 'Read a form'),
  'PUT /v1/forms/{key}': account(ADMIN, 'Create or change a form'),
  'GET /v1/disclosures': account(ANY_ROLE, 'List the disclosure versions'),
  'GET /v1/disclosures/{version}': account(ANY_ROLE, 'Read a disclosure version'),
  'PUT /v1/disclosures/{version}': account(ADMIN, 'Register a disclosure version'),
  'GET /v1/vendors': account(ANY_ROLE, 'List the lead vendors'),
  'GET /v1/vendors/{id}': account(ANY_ROLE, 'Read a lead vendor'),
  'PUT /v1/vendors/{id}': account(ADMIN, 'Create or change a lead vendor'),
  'GET /v1/templates': account(ANY_ROLE, 'List the templates'),
  'GET /v1/templates/{name}': account(ANY_ROLE, 'Read a template'),
  'PUT /v1/templates/{name}': account(ADMIN, 'Change a template'),
  'GET /v1/integrations/{name}': account(ADMIN, 'Read an integration, without its secrets'),
  'PUT /v1/integrations/{name}': account(ADMIN, 'Connect twilio, aws, dialer or email'),
  'GET /v1/keys': account(ADMIN, 'List the keys, without their secrets'),
  'POST /v1/keys': account(ADMIN, 'Make a key; its secret is shown once'),
  'DELETE /v1/keys/{id}': account(ADMIN, 'Revoke a key'),
} as const satisfies Record<string, Route>;

/** What the access rule of a route is, as the wide type. */
export const routeOf = (key: RouteKey): Route => ROUTES[key];

export const ROUTE_KEYS = Object.keys(ROUTES) as readonly RouteKey[];
