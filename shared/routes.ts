/**
 * Every HTTP route of API.md, once: the gateway stack, the local server, the authorisation in the
 * shell and the OpenAPI document all read this table. It does not say what a request holds
 * (api.ts) nor what a route is for (route-summaries.ts), which no function needs to carry.
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
}

const ANY_ROLE: readonly Role[] = ['admin', 'agent', 'service'];
const ADMIN: readonly Role[] = ['admin'];
const STAFF: readonly Role[] = ['admin', 'agent'];
const WRITERS: readonly Role[] = ['admin', 'service'];

const at =
  (name: HttpFunction) =>
  (access: Access): Route => ({ function: name, access });
const capture = at('capture-consent');
const contact = at('manage-contact');
const account = at('configure-account');
const inbound = () => at('receive-inbound')('provider-signed');
const send = () => at('gate-send')(ANY_ROLE);

export const ROUTES = {
  'POST /v1/forms/{formKey}/consents': capture('public'),
  'OPTIONS /v1/forms/{formKey}/consents': capture('public'),
  'POST /v1/consents': capture(ANY_ROLE),
  'POST /v1/revocations': contact(ANY_ROLE),
  'POST /v1/calls': contact(ANY_ROLE),
  'GET /v1/contacts/{phone}': contact(ANY_ROLE),
  'GET /v1/contacts/{phone}/history': contact(ANY_ROLE),
  'POST /v1/contacts/{phone}/close': contact(ANY_ROLE),
  'GET /v1/contacts/{phone}/transcripts/{id}': contact(ANY_ROLE),
  'PUT /v1/contacts/{phone}/dnd': contact(ADMIN),
  'GET /v1/reviews': contact(STAFF),
  'POST /v1/reviews/{id}': contact(ADMIN),
  'POST /v1/webhooks/{provider}/{account}/messages': inbound(),
  'POST /v1/webhooks/{provider}/{account}/status': inbound(),
  'POST /v1/messages': send(),
  'GET /v1/messages/{id}': send(),
  'POST /v1/decisions': contact(ANY_ROLE),
  'POST /v1/readings': account(ANY_ROLE),
  'GET /v1/rules': account(ANY_ROLE),
  'GET /v1/openapi.json': account('public'),
  'GET /v1/settings': account(ANY_ROLE),
  'PUT /v1/settings': account(ADMIN),
  'GET /v1/history': account(ADMIN),
  'GET /v1/reports/revoke-all': account(ADMIN),
  'GET /v1/reports/time-to-honour': account(ADMIN),
  'PUT /v1/test-clock': account(ADMIN),
  'DELETE /v1/test-clock': account(ADMIN),
  'GET /v1/programs': account(ANY_ROLE),
  'GET /v1/programs/{id}': account(ANY_ROLE),
  'PUT /v1/programs/{id}': account(ADMIN),
  'GET /v1/senders': account(ANY_ROLE),
  'GET /v1/senders/{id}': account(ANY_ROLE),
  'PUT /v1/senders/{id}': account(WRITERS),
  'POST /v1/senders/{id}/refresh': account(WRITERS),
  'GET /v1/senders/{id}/health': account(ANY_ROLE),
  'GET /v1/forms': account(ANY_ROLE),
  'GET /v1/forms/{key}': account(ANY_ROLE),
  'PUT /v1/forms/{key}': account(ADMIN),
  'GET /v1/disclosures': account(ANY_ROLE),
  'GET /v1/disclosures/{version}': account(ANY_ROLE),
  'PUT /v1/disclosures/{version}': account(ADMIN),
  'GET /v1/vendors': account(ANY_ROLE),
  'GET /v1/vendors/{id}': account(ANY_ROLE),
  'PUT /v1/vendors/{id}': account(ADMIN),
  'GET /v1/templates': account(ANY_ROLE),
  'GET /v1/templates/{name}': account(ANY_ROLE),
  'PUT /v1/templates/{name}': account(ADMIN),
  'GET /v1/integrations/{name}': account(ADMIN),
  'PUT /v1/integrations/{name}': account(ADMIN),
  'GET /v1/keys': account(ADMIN),
  'POST /v1/keys': account(ADMIN),
  'DELETE /v1/keys/{id}': account(ADMIN),
} as const satisfies Record<string, Route>;

/** What the access rule of a route is, as the wide type. */
export const routeOf = (key: RouteKey): Route => ROUTES[key];

export const ROUTE_KEYS = Object.keys(ROUTES) as readonly RouteKey[];
