import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { access, sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { AuthenticationError, HTTPClient, Sandbox } = sdk;

describe('Tokens and addresses', () => {
  covers('Sandbox.getToken Sandbox.ensureValidToken', 'the token of the creation lasts', async (context) => {
    const sandbox = await sandboxFor(context);
    const token = await sandbox.getToken();
    assert.match(token, /^eyJ/);
    await sandbox.ensureValidToken();
    assert.equal(await sandbox.getToken(), token);
  });

  covers(
    'Sandbox.refreshToken Sandbox.getToken',
    'the old token the SDK goes on to send still works [J2]',
    async (context) => {
      const sandbox = await sandboxFor(context);
      const old = await sandbox.getToken();
      await sandbox.refreshToken();
      const fresh = await sandbox.getToken();
      const { publicHost } = await sandbox.getInfo();
      for (const jwtToken of [old, fresh]) {
        assert.deepEqual(await new HTTPClient({ baseURL: publicHost, jwtToken }).get('/files/exists?path=/tmp'), {
          exists: true,
          path: '/tmp',
        });
      }
      assert.equal((await sandbox.runCode('print(1)')).stdout, '1\n');
    },
  );

  covers('Sandbox.ensureValidToken', 'a handle without a token gets one', async (context) => {
    const { sandboxId } = await sandboxFor(context);
    const [listed] = (await Sandbox.list(access())).filter((sandbox) => sandbox.sandboxId === sandboxId);
    await listed.ensureValidToken();
    assert.match(await listed.getToken(), /^eyJ/);
  });

  covers('Sandbox.init', 'makes a listed sandbox ready for its resources', async (context) => {
    const { sandboxId } = await sandboxFor(context);
    const [listed] = (await Sandbox.list(access())).filter((sandbox) => sandbox.sandboxId === sandboxId);
    assert.throws(() => listed.files, /Agent client not initialized/);
    await listed.init();
    assert.equal(await listed.files.exists('/workspace'), true);
  });

  covers(
    'HTTPClient.get',
    'an agent takes a token, and neither the API key nor the token of another',
    async (context) => {
      const [sandbox, other] = [await sandboxFor(context), await sandboxFor(context)];
      const { publicHost: baseURL } = await sandbox.getInfo();
      const jwtToken = await other.getToken();
      for (const credentials of [{ jwtToken }, { apiKey: access().apiKey }, { jwtToken: 'eyJ.wrong.token' }]) {
        await assert.rejects(new HTTPClient({ baseURL, ...credentials }).get('/env'), AuthenticationError);
      }
      assert.equal((await new HTTPClient({ baseURL }).get('/health')).status, 'healthy');
    },
  );

  covers('HTTPClient.updateJwtToken', 'the token the client was made with is sent on [J2]', async (context) => {
    const sandbox = await sandboxFor(context);
    const { publicHost: baseURL } = await sandbox.getInfo();
    const client = new HTTPClient({ baseURL, jwtToken: 'eyJ.wrong.token' });
    client.updateJwtToken(await sandbox.getToken());
    await assert.rejects(client.get('/env'), AuthenticationError);
  });

  covers(
    'Sandbox.getPreviewUrl Sandbox.agentUrl',
    'the SDK knows only the hosts of the cloud [J18]',
    async (context) => {
      const sandbox = await sandboxFor(context);
      await assert.rejects(sandbox.getPreviewUrl(8080), /Unable to determine preview URL/);
      await assert.rejects(sandbox.agentUrl, /Unable to determine preview URL/);
    },
  );
});
