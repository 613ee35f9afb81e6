// The service's own OpenAPI files, and what they say about an answer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

const JSON_TYPE = 'application/json';

/** Why the files are not here, or undefined if they are. */
export const absent = process.env.HOPX_OPENAPI_DIR
  ? undefined
  : 'HOPX_OPENAPI_DIR does not say where the OpenAPI files are';

/** One file: the operations in it, and a check of answers against them. */
export class Description {
  #document;

  #ajv = new Ajv({ strict: false, allErrors: true });

  constructor(file) {
    this.#document = JSON.parse(readFileSync(join(process.env.HOPX_OPENAPI_DIR, file), 'utf8'));
    this.#ajv.addSchema(this.#document, 'api');
  }

  /** All operations, such as 'GET /v1/sandboxes'. */
  operations() {
    return Object.entries(this.#document.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((method) => ['get', 'put', 'post', 'patch', 'delete'].includes(method))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /**
   * Returns where an answer contradicts the file, as short texts: a status or a type that the operation does not have,
   * or a value that its schema does not allow.
   */
  contradictions(operation, { status, type, body }) {
    const [method, path] = operation.split(' ');
    const response = this.#document.paths[path][method.toLowerCase()].responses[status];
    if (!response) {
      return [`${operation}: status ${status}`];
    }
    if (!response.content?.[type]) {
      return [`${operation} ${status}: type ${type}`];
    }
    if (type !== JSON_TYPE) {
      return [];
    }
    const pointer = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema'].map(escaped);
    const validate = this.#ajv.compile({ $ref: `api#/${pointer.join('/')}` });
    validate(body);
    return (validate.errors ?? []).map(
      (error) => `${operation} ${status}: ${general(error.instancePath)} ${error.message}`,
    );
  }

  /** Calls back with each field that the file has for a successful answer, and whether this one has it. */
  forEachField(operation, { status, type, body }, callback) {
    const [method, path] = operation.split(' ');
    const schema = this.#document.paths[path][method.toLowerCase()].responses[status]?.content?.[type]?.schema;
    if (schema && type === JSON_TYPE) {
      this.#walk(schema, body, '', callback);
    }
  }

  #walk(schema, value, path, callback) {
    const { type, items, properties = {} } = schema.$ref ? this.#named(schema.$ref) : schema;
    if (type === 'array') {
      value.forEach((item) => this.#walk(items, item, `${path}/*`, callback));
    }
    for (const [name, property] of Object.entries(properties)) {
      const present = value[name] !== undefined && value[name] !== null;
      callback(`${path}/${name}`, present);
      if (present) {
        this.#walk(property, value[name], `${path}/${name}`, callback);
      }
    }
  }

  #named(reference) {
    return this.#document.components.schemas[reference.split('/').at(-1)];
  }
}

function escaped(part) {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** One place for all items of a list. */
function general(pointer) {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}
