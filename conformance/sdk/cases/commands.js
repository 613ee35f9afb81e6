import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { eventually, sandboxFor } from '../context.js';

describe('Commands', () => {
  covers('Sandbox.commands Commands.run', 'pipes and redirects work', async (context) => {
    const { commands, files } = await sandboxFor(context);
    const result = await commands.run('printf "b\\na\\n" | sort');
    assert.deepEqual([result.success, result.stdout, result.stderr, result.exit_code], [true, 'a\nb\n', '', 0]);
    assert.ok(Number.isInteger(result.pid));
    assert.ok(result.execution_time >= 0);
    assert.ok(Date.parse(result.timestamp));
    await commands.run('echo data > output.txt');
    assert.equal(await files.read('/workspace/output.txt'), 'data\n');
  });

  covers('Commands.run', 'a command that fails is a result, without the exitCode of the types', async (context) => {
    const { commands } = await sandboxFor(context);
    const result = await commands.run('echo no >&2; exit 7');
    assert.deepEqual([result.success, result.exit_code, result.stderr], [false, 7, 'no\n']);
    assert.equal(result.exitCode, undefined);
    assert.equal((await commands.run('no-such-command')).exit_code, 127);
  });

  covers('Commands.run', 'folder, variables and time-out are as asked for', async (context) => {
    const { commands } = await sandboxFor(context);
    const result = await commands.run('pwd; echo $ONE', { workingDir: '/tmp', env: { ONE: "it's $1 `x`" } });
    assert.equal(result.stdout, "/tmp\nit's $1 `x`\n");
    const late = await commands.run('echo begun; sleep 60', { timeout: 1 });
    assert.deepEqual([late.success, late.exit_code, late.stdout], [false, 124, 'begun\n']);
  });

  covers('Commands.run Commands.runBackground', 'a command in the background goes on by itself', async (context) => {
    const sandbox = await sandboxFor(context);
    const options = { workingDir: '/tmp', env: { ONE: '1' }, timeout: 30 };
    const started = [
      await sandbox.commands.run('echo $ONE > first; exec sleep 300', { ...options, background: true }),
      await sandbox.commands.runBackground('echo $ONE > second; exec sleep 300', options),
    ];
    for (const name of ['first', 'second']) {
      await eventually(async () => assert.equal(await sandbox.files.read(`/tmp/${name}`), '1\n'));
    }
    const running = (await sandbox.listProcesses()).filter(({ status }) => status === 'running');
    assert.deepEqual(running.map(({ process_id: id }) => id).sort(), started.map(({ process_id: id }) => id).sort());
    for (const { status, stdout, stderr, exit_code: exitCode } of started) {
      assert.deepEqual([status, stdout, stderr, exitCode], ['running', '', '', 0]);
    }
  });

  covers('Commands.runBackground Sandbox.killProcess', 'it can be killed', async (context) => {
    const sandbox = await sandboxFor(context);
    const { process_id: id } = await sandbox.commands.runBackground('sleep 300');
    await sandbox.killProcess(id);
    await eventually(async () => assert.equal((await sandbox.listProcesses())[0].status, 'killed'));
  });
});
