import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { HTTPClient } = sdk;

describe('Environment variables', () => {
  covers('Sandbox.env EnvironmentVariables.getAll', 'a fresh sandbox has some', async (context) => {
    const { env } = await sandboxFor(context);
    assert.ok('PATH' in (await env.getAll()));
  });

  covers(
    'EnvironmentVariables.set EnvironmentVariables.get EnvironmentVariables.update',
    'are merged, and seen by every later run',
    async (context) => {
      const { env, commands } = await sandboxFor(context, { envVars: { FIRST: '1' } });
      await env.set('CACHE_ENABLED', 'true');
      const all = await env.update({ LOG_LEVEL: 'info' });
      assert.deepEqual([all.FIRST, all.CACHE_ENABLED, all.LOG_LEVEL], ['1', 'true', 'info']);
      assert.equal(await env.get('LOG_LEVEL'), 'info');
      assert.equal(await env.get('NOTHING'), undefined);
      const { stdout } = await commands.run('echo $FIRST $CACHE_ENABLED $LOG_LEVEL');
      assert.equal(stdout, '1 true info\n');
    },
  );

  covers('EnvironmentVariables.setAll', 'replaces all that were set', async (context) => {
    const { env, commands } = await sandboxFor(context, { envVars: { OLD: '1' } });
    const all = await env.setAll({ NEW: '2' });
    assert.deepEqual([all.OLD, all.NEW], [undefined, '2']);
    assert.equal(
      (await commands.run('echo "<$OLD$NEW>"; command -v ls > /dev/null && echo path')).stdout,
      '<2>\npath\n',
    );
  });

  covers('EnvironmentVariables.get', 'a value with a secret name is masked', async (context) => {
    const { env, commands } = await sandboxFor(context, { envVars: { API_KEY: 'sk-prod-xyz' } });
    assert.equal(await env.get('API_KEY'), '***MASKED***');
    assert.equal((await commands.run('echo $API_KEY')).stdout, 'sk-prod-xyz\n');
  });

  covers(
    'EnvironmentVariables.delete',
    'the masks that the SDK writes back leave secrets alone [J7]',
    async (context) => {
      const { env, commands } = await sandboxFor(context, {
        envVars: { API_KEY: 'sk-prod-xyz', DEBUG: '1', KEPT: '2' },
      });
      await env.delete('DEBUG');
      await env.delete('NOTHING');
      assert.equal((await commands.run('echo "<$DEBUG> $KEPT $API_KEY"')).stdout, '<> 2 sk-prod-xyz\n');
      assert.equal(await env.get('DEBUG'), undefined);
    },
  );

  covers('HTTPClient.patch', 'an explicit merge:false replaces', async (context) => {
    const sandbox = await sandboxFor(context, { envVars: { OLD: '1' } });
    const { publicHost: baseURL } = await sandbox.getInfo();
    const agent = new HTTPClient({ baseURL, jwtToken: await sandbox.getToken() });
    const { env_vars: all } = await agent.patch('/env', { env_vars: { NEW: '2' }, merge: false });
    assert.deepEqual([all.OLD, all.NEW], [undefined, '2']);
  });
});
