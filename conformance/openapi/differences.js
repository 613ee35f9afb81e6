// Where the server differs from the service's OpenAPI files, each with the reason. Rows and sections are those of the
// wire contract that the server was built to: the files are one of its sources, its clients and the service others.

const UNLIMITED = 'Section 1.4: null says that a sandbox has no time-out';
const NO_TOKEN = 'Row P18: the token comes with the creation and its renewal only';
const NO_PREVIEW = 'Section 4.5: a sandbox has one address, and no host name for each of its ports';
const CONFLICT = 'Section 1.8: a move that the state forbids';
const UNKNOWN = 'Section 2.6: the path does not exist';
const JSON_ERROR = 'Row A46: errors of downloads and streams are JSON';
const BUILT_IN = 'Section 1.11: optional; the templates that the server brings have none';
const NO_SUCCESS = 'The file knows none but the upgrade';
const NO_UPDATE = 'Row A47: nobody updates this agent from outside';

export const SOCKETS = [
  'GET /commands/stream',
  'GET /execute/stream',
  'GET /files/watch',
  'GET /stream',
  'GET /stream/ipython',
  'GET /terminal',
];

const VNC = ['GET /desktop/vnc/status', 'POST /desktop/vnc/start', 'POST /desktop/vnc/stop'];

export const UPDATES = ['GET /update/backups', 'POST /update/apply', 'POST /update/restart', 'POST /update/upload'];

export const DIFFERENCES = {
  'POST /v1/sandboxes: status 404': 'Row P11: the template is unknown',
  'POST /v1/sandboxes 201: /expires_at must be string': UNLIMITED,
  'POST /v1/sandboxes 201: /timeout_seconds must be integer': UNLIMITED,
  'POST /v1/sandboxes: no /preview_url': NO_PREVIEW,
  'GET /v1/sandboxes 200: /data/*/expires_at must be string': UNLIMITED,
  'GET /v1/sandboxes 200: /data/*/timeout_seconds must be integer': UNLIMITED,
  'GET /v1/sandboxes: no /data/*/auth_token': NO_TOKEN,
  'GET /v1/sandboxes: no /data/*/token_expires_at': NO_TOKEN,
  'GET /v1/sandboxes: no /data/*/preview_url': NO_PREVIEW,
  'GET /v1/sandboxes: no /data/*/request_id': 'Section 1.6: the list has it once',
  'GET /v1/sandboxes/{id} 200: /expires_at must be string': UNLIMITED,
  'GET /v1/sandboxes/{id} 200: /timeout_seconds must be integer': UNLIMITED,
  'GET /v1/sandboxes/{id}: no /auth_token': NO_TOKEN,
  'GET /v1/sandboxes/{id}: no /token_expires_at': NO_TOKEN,
  'GET /v1/sandboxes/{id}: no /preview_url': NO_PREVIEW,
  'POST /v1/sandboxes/{id}/pause: status 409': CONFLICT,
  'POST /v1/sandboxes/{id}/resume: status 409': CONFLICT,
  'PUT /v1/sandboxes/{id}/timeout: status 404': 'Section 1.3: the sandbox is unknown',
  'GET /v1/templates/{name}: no /docs_url': BUILT_IN,
  'GET /v1/templates/{name}: no /icon': BUILT_IN,
  'GET /v1/templates/{name}: no /fluent_api_config': 'Section 1.11: opaque, clients ignore it',
  'GET /v1/templates/build/{buildID}/logs 200: type application/json': 'Section 1.12: the form that is asked by offset',
  'GET /v1/templates/build/{buildID}/logs 401: type application/json': JSON_ERROR,
  'GET /v1/templates/build/{buildID}/logs 404: type application/json': JSON_ERROR,
  'GET /v1/templates/build/{buildID}/status: no /estimated_completion': 'Row P25: one of the SDKs refuses it',
  'POST /execute: status 401': 'Row A2: every call needs the token of its sandbox',
  'POST /files/write: status 409': 'Section 2.6: the file exists and must not be overwritten',
  'GET /files/list: status 404': UNKNOWN,
  'DELETE /files/remove: status 404': UNKNOWN,
  'GET /files/download 400: type application/json': JSON_ERROR,
  'GET /files/download 403: type application/json': JSON_ERROR,
  'GET /files/download 404: type application/json': JSON_ERROR,
  ...each(VNC, (operation) => `${operation}: status 400`, 'Row A43: the answer that no client repeats'),
  ...each(SOCKETS, (operation) => `${operation}: status 401`, 'Section 2.10: answered before the upgrade'),
  ...each(UPDATES, (operation) => `${operation}: status 403`, NO_UPDATE),
};

/** Operations that never succeed, and why. */
export const LEFT_OUT = {
  ...each(SOCKETS, (operation) => operation, NO_SUCCESS),
  ...each(UPDATES, (operation) => operation, NO_UPDATE),
};

/** Whether an operation is one of the desktop, which no sandbox here has (row A43): none of them succeeds. */
export function needsDesktop(operation) {
  return operation.includes(' /desktop/');
}

function each(operations, key, reason) {
  return Object.fromEntries(operations.map((operation) => [key(operation), reason]));
}
