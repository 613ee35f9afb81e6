import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { access, controlPlane, sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { AuthenticationError, FileNotFoundError, Sandbox, SandboxExpiredError } = sdk;

describe('Sandboxes', () => {
  covers('Sandbox.create Sandbox.getInfo', 'a sandbox is what its template says', async (context) => {
    const sandbox = await sandboxFor(context);
    const info = await sandbox.getInfo();
    assert.equal(info.sandboxId, sandbox.sandboxId);
    assert.equal(info.status, 'running');
    assert.equal(info.templateName, 'code-interpreter');
    assert.match(info.templateId, /^\d+$/);
    assert.ok(Number.isInteger(info.organizationId));
    assert.match(info.publicHost, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(Object.values(info.resources).map(Number.isInteger), [true, true, true]);
    assert.equal(info.diskGb, info.resources.diskMb / 1024);
    assert.equal(info.internetAccess, true);
    assert.equal(info.liveMode, true);
    assert.equal(info.timeoutSeconds ?? null, null);
    assert.equal(info.expiresAt ?? null, null);
    assert.ok(Math.abs(Date.now() - Date.parse(info.createdAt)) < 60_000);
  });

  covers('Sandbox.create Sandbox.listTemplates', 'templates are found by id as well', async (context) => {
    const [{ id }] = (await Sandbox.listTemplates(access())).filter(({ name }) => name === 'base');
    const sandbox = await sandboxFor(context, { template: undefined, templateId: id });
    assert.equal((await sandbox.getInfo()).templateName, 'base');
  });

  covers('Sandbox.create Sandbox.getInfo', 'region, time-out and network are as asked for', async (context) => {
    const sandbox = await sandboxFor(context, { region: 'eu-west', timeoutSeconds: 600, internetAccess: false });
    const info = await sandbox.getInfo();
    assert.equal(info.region, 'eu-west');
    assert.equal(info.timeoutSeconds, 600);
    assert.equal(info.internetAccess, false);
    assert.ok(Math.abs(Date.parse(info.expiresAt) - Date.now() - 600_000) < 30_000);
  });

  covers('Sandbox.create', 'its variables are available immediately', async (context) => {
    const sandbox = await sandboxFor(context, { envVars: { DATABASE_URL: 'db://x', API_KEY: 'sk-prod-xyz' } });
    const result = await sandbox.runCode("import os; print(os.environ['API_KEY'], os.environ['DATABASE_URL'])");
    assert.equal(result.stdout, 'sk-prod-xyz db://x\n');
  });

  covers('Sandbox.create', 'an unknown template is a 404, a FILE not found to the SDK [J12]', async () => {
    await assert.rejects(Sandbox.create({ template: 'no-such', ...access() }), (error) => {
      assert.ok(error instanceof FileNotFoundError);
      assert.match(error.message, /Template 'no-such' not found/);
      assert.match(error.requestId, /^req_/);
      return true;
    });
  });

  covers('Sandbox.create', 'a time-out of no time is refused', async () => {
    await assert.rejects(Sandbox.create({ template: 'base', timeoutSeconds: -1, ...access() }), {
      name: 'APIError',
      code: 'INVALID_REQUEST',
      statusCode: 400,
    });
  });

  covers('Sandbox.create', 'without a template nothing is sent', async () => {
    await assert.rejects(Sandbox.create(access()), /"template" or "templateId" must be provided/);
  });

  covers('Sandbox.create', 'a wrong key is an authentication error', async () => {
    for (const apiKey of ['hopx_live_other.other', undefined]) {
      await assert.rejects(Sandbox.create({ template: 'base', ...access(), apiKey }), AuthenticationError);
    }
  });

  covers('Sandbox.list', 'listed sandboxes can be used directly', async (context) => {
    const [first, second] = [await sandboxFor(context), await sandboxFor(context)];
    const ids = (await Sandbox.list({ ...access(), status: 'running' })).map(({ sandboxId }) => sandboxId);
    assert.ok(ids.includes(first.sandboxId) && ids.includes(second.sandboxId));
    const listed = (await Sandbox.list(access())).find(({ sandboxId }) => sandboxId === first.sandboxId);
    assert.equal((await listed.runCode("print('hello')")).stdout, 'hello\n');
  });

  covers('Sandbox.list', 'limit, status and region narrow the list', async (context) => {
    await sandboxFor(context, { region: 'eu-north' });
    await sandboxFor(context, { region: 'eu-south' });
    assert.equal((await Sandbox.list({ ...access(), limit: 1 })).length, 1);
    assert.equal((await Sandbox.list({ ...access(), region: 'eu-north' })).length, 1);
    assert.deepEqual(await Sandbox.list({ ...access(), region: 'eu-north', status: 'paused' }), []);
  });

  covers('Sandbox.iter', 'yields every sandbox once', async (context) => {
    const created = [await sandboxFor(context, { region: 'here' }), await sandboxFor(context, { region: 'here' })];
    const seen = [];
    for await (const { sandboxId } of Sandbox.iter({ ...access(), status: 'running', region: 'here' })) {
      seen.push(sandboxId);
    }
    assert.deepEqual(seen.sort(), created.map(({ sandboxId }) => sandboxId).sort());
  });

  covers('HTTPClient.get', 'pages end, and follow one another by their cursor', async (context) => {
    const created = [];
    for (let count = 0; count < 3; count++) {
      created.push((await sandboxFor(context, { region: 'paged' })).sandboxId);
    }
    const client = controlPlane();
    const seen = [];
    let page = await client.get('/v1/sandboxes?region=paged&limit=2');
    while (page.has_more) {
      seen.push(...page.data);
      page = await client.get(`/v1/sandboxes?region=paged&limit=2&cursor=${encodeURIComponent(page.next_cursor)}`);
    }
    seen.push(...page.data);
    assert.deepEqual(seen.map(({ id }) => id).sort(), created.sort());
    assert.equal(page.next_cursor ?? null, null);
  });

  covers('Sandbox.connect', 'a running sandbox goes on where it was', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCode('x = 21');
    const same = await Sandbox.connect(sandbox.sandboxId, access().apiKey, access().baseURL);
    assert.equal((await same.runCode('print(x * 2)')).stdout, '42\n');
  });

  covers('Sandbox.connect', 'a paused sandbox is resumed', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.pause();
    const same = await Sandbox.connect(sandbox.sandboxId, access().apiKey, access().baseURL);
    assert.equal((await same.getInfo()).status, 'running');
    assert.equal((await same.runCode('print(1)')).stdout, '1\n');
  });

  covers('Sandbox.connect HTTPClient.post', 'a stopped sandbox is refused until it is started', async (context) => {
    const sandbox = await sandboxFor(context);
    const client = controlPlane();
    const connect = () => Sandbox.connect(sandbox.sandboxId, access().apiKey, access().baseURL);
    assert.equal((await client.post(`/v1/sandboxes/${sandbox.sandboxId}/stop`)).status, 'stopped');
    await assert.rejects(connect(), /Cannot connect to stopped sandbox/);
    assert.equal((await client.post(`/v1/sandboxes/${sandbox.sandboxId}/start`)).status, 'running');
    assert.equal((await (await connect()).runCode('print(1)')).stdout, '1\n');
  });

  covers('Sandbox.connect', 'an unknown sandbox is an EXPIRED one to the SDK [J12]', async () => {
    await assert.rejects(Sandbox.connect('no-such', access().apiKey, access().baseURL), SandboxExpiredError);
  });

  covers('Sandbox.kill HTTPClient.delete', 'a killed sandbox is gone', async (context) => {
    const sandbox = await sandboxFor(context);
    const { publicHost } = await sandbox.getInfo();
    await sandbox.kill();
    await assert.rejects(sandbox.getInfo(), SandboxExpiredError);
    await assert.rejects(fetch(`${publicHost}/health`));
    const listed = await Sandbox.list(access());
    assert.ok(!listed.some(({ sandboxId }) => sandboxId === sandbox.sandboxId));
    await assert.rejects(controlPlane().delete(`/v1/sandboxes/${sandbox.sandboxId}`), /not found/);
  });

  covers('Sandbox.healthCheck', 'needs no key', async () => {
    const health = await Sandbox.healthCheck(access().baseURL);
    assert.equal(health.status, 'healthy');
    assert.equal(typeof health.version, 'string');
  });
});
