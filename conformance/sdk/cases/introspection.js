import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { HopxError } = sdk;

describe('Introspection', () => {
  covers('Sandbox.getHealth', 'says what the agent can do', async (context) => {
    const sandbox = await sandboxFor(context);
    const health = await sandbox.getHealth();
    assert.equal(health.status, 'healthy');
    assert.equal(health.vm_id, sandbox.sandboxId);
    assert.equal(typeof health.version, 'string');
    assert.equal(typeof health.uptime, 'string');
    assert.equal(typeof health.uptime_seconds, 'number');
    assert.equal(health.active_streams, 0);
    const { languages, ...features } = health.features;
    assert.ok(languages.includes('python'));
    assert.deepEqual(features, {
      code_execution: true,
      file_operations: true,
      terminal_access: true,
      websocket_streaming: true,
      rich_output: true,
      background_jobs: true,
      ipython_kernel: true,
      system_metrics: true,
    });
  });

  covers('Sandbox.getAgentInfo', 'says who the agent is', async (context) => {
    const sandbox = await sandboxFor(context);
    const info = await sandbox.getAgentInfo();
    for (const field of [
      'agent',
      'agent_version',
      'version',
      'os',
      'arch',
      'go_version',
      'vm_ip',
      'vm_port',
      'start_time',
    ]) {
      assert.equal(typeof info[field], 'string', field);
    }
    assert.equal(info.vm_id, sandbox.sandboxId);
    assert.equal(typeof info.uptime, 'number');
    assert.equal(typeof info.uptime_seconds, 'number');
    assert.equal(typeof info.endpoints, 'object');
    assert.equal(typeof info.features, 'object');
  });

  covers('Sandbox.isHealthy Sandbox.ensureHealthy', 'a running sandbox is healthy', async (context) => {
    const sandbox = await sandboxFor(context, { timeoutSeconds: 100 });
    assert.equal(await sandbox.isHealthy(), true);
    await sandbox.ensureHealthy();
  });

  covers('Sandbox.ensureHealthy', 'a paused sandbox is not', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.pause();
    await assert.rejects(sandbox.ensureHealthy(), HopxError);
  });

  covers(
    'Sandbox.isHealthy Sandbox.runCode',
    'the 503 of a paused sandbox is tried again and told as a 500 [J3, J13]',
    async (context) => {
      const sandbox = await sandboxFor(context);
      await sandbox.pause();
      const [healthy] = await Promise.all([
        sandbox.isHealthy(),
        assert.rejects(sandbox.runCode('print(1)'), {
          name: 'ServerError',
          code: 'SERVICE_UNAVAILABLE',
          statusCode: 500,
        }),
      ]);
      assert.equal(healthy, false);
    },
  );

  covers('Sandbox.getMetricsSnapshot Sandbox.getAgentMetrics', 'count what was run', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCode('print(1)');
    await sandbox.commands.run('true');
    for (const metrics of [await sandbox.getMetricsSnapshot(), await sandbox.getAgentMetrics()]) {
      assert.equal(metrics.total_executions, 2);
      assert.equal(metrics.active_executions, 0);
      assert.equal(metrics.error_count, 0);
      assert.ok(metrics.uptime_seconds > 0);
      assert.ok(metrics.total_requests >= 2);
      assert.equal(metrics.total_errors, 0);
      assert.ok(metrics.system.cpu.cores >= 1);
      for (const part of [metrics.system.memory, metrics.system.disk]) {
        assert.ok(part.total > 0 && part.used >= 0 && part.free >= 0 && part.usage_percent >= 0);
      }
      assert.ok(metrics.process.count >= 1);
      assert.equal(typeof metrics.cache.hit_rate, 'number');
    }
  });

  covers('Sandbox.listSystemProcesses', 'lists what runs in the sandbox', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.commands.run('exec -a findable sleep 300 > /dev/null 2>&1 &');
    const processes = await sandbox.listSystemProcesses();
    const [found] = processes.filter(({ command }) => command?.startsWith('findable'));
    assert.ok(found, JSON.stringify(processes));
    assert.ok(Number.isInteger(found.pid));
    assert.equal(typeof found.cpu_percent, 'number');
  });

  covers('Sandbox.getJupyterSessions', 'lists the kernel once there is one', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCode('x = 1');
    const [session, ...others] = await sandbox.getJupyterSessions();
    assert.deepEqual(others, []);
    assert.equal(typeof session.kernel_id, 'string');
    assert.equal(session.execution_state, 'idle');
    assert.ok(Date.parse(session.last_activity));
  });

  covers('Sandbox.cache Cache.stats Cache.clear', 'the cache is there and empty', async (context) => {
    const { cache } = await sandboxFor(context);
    const stats = await cache.stats();
    assert.deepEqual([stats.cache.size, stats.cache.total_hits], [0, 0]);
    assert.equal(typeof stats.cache.max_size, 'number');
    assert.equal(typeof stats.cache.ttl, 'string');
    assert.ok(Date.parse(stats.timestamp));
    const cleared = await cache.clear();
    assert.equal(typeof cleared.message, 'string');
    assert.equal(cleared.entries_removed, 0);
  });
});
