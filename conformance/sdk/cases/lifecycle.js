import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { controlPlane, eventually, sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { SandboxExpiredError } = sdk;

describe('Lifecycle', () => {
  covers('Sandbox.pause Sandbox.resume', 'memory is kept, and twice is as good as once', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCode('kept = 42');
    await sandbox.pause();
    await sandbox.pause();
    assert.equal((await sandbox.getInfo()).status, 'paused');
    await sandbox.resume();
    await sandbox.resume();
    assert.equal((await sandbox.getInfo()).status, 'running');
    assert.equal((await sandbox.runCode('print(kept)')).stdout, '42\n');
  });

  covers('Sandbox.resume', 'a stopped sandbox cannot be resumed', async (context) => {
    const sandbox = await sandboxFor(context);
    await controlPlane().post(`/v1/sandboxes/${sandbox.sandboxId}/stop`);
    await assert.rejects(sandbox.resume(), { name: 'APIError', statusCode: 409, code: 'CONFLICT' });
  });

  covers('Sandbox.setTimeout HTTPClient.put', 'counts from now and can be seen', async (context) => {
    const sandbox = await sandboxFor(context, { timeoutSeconds: 100 });
    await sandbox.setTimeout(3600);
    const info = await sandbox.getInfo();
    assert.equal(info.timeoutSeconds, 3600);
    assert.ok(Math.abs(Date.parse(info.expiresAt) - Date.now() - 3_600_000) < 30_000);
    const set = await controlPlane().put(`/v1/sandboxes/${sandbox.sandboxId}/timeout`, { timeout_seconds: 60 });
    assert.equal(set.timeout_seconds, 60);
    await assert.rejects(sandbox.setTimeout(0), /must be greater than 0/);
  });

  covers(
    'Sandbox.getTimeToExpiry Sandbox.isExpiringSoon Sandbox.getExpiryInfo',
    'tell how much time is left',
    async (context) => {
      const sandbox = await sandboxFor(context, { timeoutSeconds: 600 });
      const left = await sandbox.getTimeToExpiry();
      assert.ok(left > 570 && left <= 600);
      assert.equal(await sandbox.isExpiringSoon(), false);
      assert.equal(await sandbox.isExpiringSoon(601), true);
      const info = await sandbox.getExpiryInfo();
      assert.ok(info.expiresAt instanceof Date);
      assert.deepEqual([info.hasTimeout, info.isExpired, info.isExpiringSoon], [true, false, false]);
    },
  );

  covers(
    'Sandbox.getTimeToExpiry Sandbox.isExpiringSoon Sandbox.getExpiryInfo',
    'know when there is no time-out',
    async (context) => {
      const sandbox = await sandboxFor(context);
      assert.equal(await sandbox.getTimeToExpiry(), null);
      assert.equal(await sandbox.isExpiringSoon(), null);
      assert.equal((await sandbox.getExpiryInfo()).hasTimeout, false);
    },
  );

  covers('Sandbox.startExpiryMonitor Sandbox.stopExpiryMonitor', 'calls back once it is time', async (context) => {
    const sandbox = await sandboxFor(context, { timeoutSeconds: 100 });
    const info = await new Promise((resolve) => sandbox.startExpiryMonitor(resolve, 101, 0.02));
    sandbox.stopExpiryMonitor();
    assert.ok(info.timeToExpiry <= 100);
    assert.equal(info.isExpiringSoon, true);
  });

  covers('Sandbox.setTimeout', 'an expired sandbox says when it lived', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.setTimeout(1);
    await eventually(() =>
      assert.rejects(sandbox.getInfo(), (error) => {
        assert.ok(error instanceof SandboxExpiredError);
        assert.equal(error.code, 'SANDBOX_EXPIRED');
        assert.equal(error.sandboxId, sandbox.sandboxId);
        assert.ok(Date.parse(error.createdAt) < Date.parse(error.expiresAt));
        return true;
      }),
    );
    assert.equal(await sandbox.isHealthy(), false);
  });
});
