// Requests whose answers are checked. What was exercised and what differed is kept for the last tests.
import assert from 'node:assert/strict';

import { API_KEY } from '../server.js';

export const exercised = new Set();
export const succeeded = new Set();

const contradictions = new Set();
const absentFields = new Set();
const presentFields = new Set();

/** Where the answers so far differ from the files: what contradicts them, and fields that no answer had. */
export function differences() {
  return [...contradictions, ...[...absentFields].filter((field) => !presentFields.has(field))].sort();
}

const ERROR_FIELDS = ['error', 'message', 'code', 'request_id'];

/** One origin of the server, described by one file. */
export class Api {
  #description;

  #origin;

  #credentials;

  constructor(description, origin, credentials) {
    this.#description = description;
    this.#origin = origin;
    this.#credentials = credentials;
  }

  static controlPlane(description, origin) {
    return new Api(description, origin, { 'X-API-Key': API_KEY });
  }

  static agent(description, { public_host: origin, auth_token: token }) {
    return new Api(description, origin, { Authorization: `Bearer ${token}` });
  }

  operations() {
    return this.#description.operations();
  }

  /** The same without credentials. */
  anonymous() {
    return new Api(this.#description, this.#origin, {});
  }

  /**
   * Sends a request and checks its answer.
   * @param operation method and path as the file has them, such as 'GET /v1/sandboxes/{id}'
   * @param status the status that is expected
   * @param request path: values for the path's variables; query; body: sent as JSON; form: sent as multipart; headers
   * @returns the body of the answer
   */
  async send(operation, status, { path = {}, query, body, form, headers } = {}) {
    const [method, template] = operation.split(' ');
    const url = new URL(
      template.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name])),
      this.#origin,
    );
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(url, {
      method,
      headers: { ...this.#credentials, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: form ?? (body && JSON.stringify(body)),
    });
    const type = response.headers.get('Content-Type')?.split(';')[0];
    const text = await response.text();
    const answer = { status: response.status, type, body: type === 'application/json' ? JSON.parse(text) : text };
    assert.equal(answer.status, status, `${operation}: ${text}`);
    assert.match(response.headers.get('X-Request-ID'), /^req_/, operation);
    if (status >= 400) {
      ERROR_FIELDS.forEach((field) =>
        assert.equal(typeof answer.body[field], 'string', `${operation} ${status}: ${field}`),
      );
    }
    exercised.add(operation);
    if (status < 300) {
      succeeded.add(operation);
    }
    this.#description.contradictions(operation, answer).forEach((contradiction) => contradictions.add(contradiction));
    this.#description.forEachField(operation, answer, (field, present) => {
      (present ? presentFields : absentFields).add(`${operation}: no ${field}`);
    });
    return answer.body;
  }
}
