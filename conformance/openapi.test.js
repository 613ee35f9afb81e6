// Every answer of the server that the service's own OpenAPI files describe, checked against them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Description, absent } from './openapi/description.js';
import { DIFFERENCES, LEFT_OUT, needsDesktop } from './openapi/differences.js';
import { Api, differences, exercised, succeeded } from './openapi/exchange.js';
import { exerciseAgent } from './openapi/agent.js';
import { exerciseControlPlane } from './openapi/control-plane.js';
import { startServer } from './server.js';

describe('OpenAPI', { skip: absent }, () => {
  let server;
  let publicApi;
  let agentApi;

  before(async () => {
    publicApi = new Description('openapi_public.json');
    agentApi = new Description('openapi_agent.json');
    server = await startServer();
  });

  after(() => server?.stop());

  exerciseControlPlane(() => Api.controlPlane(publicApi, server.baseURL));

  exerciseAgent(
    () => Api.controlPlane(publicApi, server.baseURL),
    (sandbox) => Api.agent(agentApi, sandbox),
  );

  test('Every operation is exercised and succeeds, or it is said why not', () => {
    const operations = [publicApi, agentApi].flatMap((api) => api.operations());
    assert.deepEqual(
      operations.filter((operation) => !exercised.has(operation)),
      [],
    );
    const failed = operations.filter((operation) => !succeeded.has(operation) && !needsDesktop(operation));
    assert.deepEqual(failed.sort(), Object.keys(LEFT_OUT).sort());
  });

  test('The answers differ from the files where it is listed, and nowhere else', () => {
    const met = differences();
    assert.deepEqual(
      met.filter((difference) => !(difference in DIFFERENCES)),
      [],
      'not listed',
    );
    assert.deepEqual(
      Object.keys(DIFFERENCES).filter((difference) => !met.includes(difference)),
      [],
      'listed and not met',
    );
  });
});
