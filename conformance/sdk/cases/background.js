import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { eventually, sandboxFor } from '../context.js';

describe('Background runs', () => {
  covers('Sandbox.runCodeBackground Sandbox.listProcesses', 'a run is listed from start to end', async (context) => {
    const sandbox = await sandboxFor(context);
    const started = await sandbox.runCodeBackground('until [ -e go ]; do sleep 0.02; done; exit 3', {
      language: 'bash',
      name: 'waiting',
    });
    assert.equal(started.status, 'running');
    assert.equal(typeof started.execution_id, 'string');
    const [run] = await sandbox.listProcesses();
    assert.equal(run.process_id, started.process_id);
    assert.equal(run.status, 'running');
    assert.equal(run.execution_id, started.execution_id);
    assert.equal(run.name, 'waiting');
    assert.equal(run.language, 'bash');
    assert.ok(Date.parse(run.started_at));
    await sandbox.files.write('/workspace/go', '');
    const ended = await eventually(async () => {
      const [last] = await sandbox.listProcesses();
      assert.equal(last.status, 'failed');
      return last;
    });
    assert.equal(ended.exit_code, 3);
    assert.ok(Date.parse(ended.end_time) >= Date.parse(ended.started_at));
    assert.equal(typeof ended.duration, 'number');
    assert.equal(typeof ended.execution_time, 'number');
  });

  covers('Sandbox.runCodeBackground', 'a run has its folder and variables and is not waited for', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCodeBackground("import os; open('here', 'w').write(os.environ['ONE'])", {
      workingDir: '/tmp',
      env: { ONE: '1' },
    });
    await eventually(async () => assert.equal(await sandbox.files.read('/tmp/here'), '1'));
    await eventually(async () => assert.equal((await sandbox.listProcesses())[0].status, 'completed'));
  });

  covers('Sandbox.killProcess Sandbox.listProcesses', 'a killed run is dead', async (context) => {
    const sandbox = await sandboxFor(context);
    const { process_id: id } = await sandbox.runCodeBackground("bash -c 'exec -a doomed sleep 300'; true", {
      language: 'bash',
    });
    const doomed = async () =>
      (await sandbox.listSystemProcesses()).filter(({ command }) => command?.startsWith('doomed'));
    await eventually(async () => assert.equal((await doomed()).length, 1));
    await sandbox.killProcess(id);
    await eventually(async () => assert.deepEqual(await doomed(), []));
    const [run] = (await sandbox.listProcesses()).filter((process) => process.process_id === id);
    assert.equal(run.status, 'killed');
  });

  covers('Sandbox.killProcess', 'a number of the system will do', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.commands.run('exec -a numbered sleep 300 > /dev/null 2>&1 &');
    const numbered = async () =>
      (await sandbox.listSystemProcesses()).find(({ command }) => command?.startsWith('numbered'));
    await sandbox.killProcess((await numbered()).pid);
    await eventually(async () => assert.equal(await numbered(), undefined));
  });

  covers('Sandbox.killProcess', 'an unknown process is a 404', async (context) => {
    const sandbox = await sandboxFor(context);
    await assert.rejects(sandbox.killProcess('bg_0'), { statusCode: 404 });
  });

  covers('Sandbox.runCodeAsync', 'the answer is called back, signed', async (context) => {
    const sandbox = await sandboxFor(context);
    const callback = await receiver(context);
    const accepted = await sandbox.runCodeAsync('import os; print(os.environ["ONE"])', {
      callbackUrl: callback.url,
      callbackHeaders: { 'X-Mine': 'yes' },
      callbackSignatureSecret: 'secret',
      env: { ONE: '1' },
    });
    assert.equal(accepted.status, 'queued');
    assert.equal(accepted.callback_url, callback.url);
    const { headers, body } = await callback.received;
    assert.equal(headers['x-mine'], 'yes');
    const timestamp = headers['x-hopx-timestamp'];
    assert.ok(Math.abs(Date.now() / 1000 - timestamp) < 60);
    const signature = createHmac('sha256', 'secret')
      .update(timestamp + body)
      .digest('hex');
    assert.equal(headers['x-hopx-signature'], `sha256=${signature}`);
    const outcome = JSON.parse(body);
    assert.equal(outcome.execution_id, accepted.execution_id);
    assert.deepEqual(
      [outcome.status, outcome.success, outcome.stdout, outcome.exit_code],
      ['completed', true, '1\n', 0],
    );
    assert.equal(outcome.stderr, '');
    assert.equal(typeof outcome.execution_time, 'number');
  });

  covers('Sandbox.runCodeAsync', 'without an address to call back it is refused', async (context) => {
    const sandbox = await sandboxFor(context);
    await assert.rejects(sandbox.runCodeAsync('print(1)', {}), { name: 'APIError', statusCode: 400 });
  });
});

/** Listens for one call back. */
async function receiver(context) {
  const server = createServer();
  const received = once(server, 'request').then(async ([request, response]) => {
    const chunks = await request.toArray();
    response.end();
    return { headers: request.headers, body: Buffer.concat(chunks).toString() };
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}/done`, received };
}
