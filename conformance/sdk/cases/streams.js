import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { WSClient } = sdk;

// No loop over messages waits for anything else: what arrives meanwhile is lost to the SDK [J4]
describe('Streams', () => {
  covers('Sandbox.runCodeStream', 'output comes as it is printed, then the result, then the end', async (context) => {
    const sandbox = await sandboxFor(context);
    const program = [
      'import os, sys, time',
      "print('first', flush=True)",
      "while not os.path.exists('/workspace/go'): time.sleep(0.02)",
      "print('second', file=sys.stderr)",
    ].join('\n');
    const messages = [];
    let going;
    for await (const message of sandbox.runCodeStream(program)) {
      messages.push(message);
      if (message.type === 'stdout') {
        going = sandbox.files.write('/workspace/go', '');
      }
    }
    await going;
    assert.equal(text(messages, 'stdout'), 'first\n');
    assert.equal(text(messages, 'stderr'), 'second\n');
    const [result, complete] = messages.slice(-2);
    assert.deepEqual([result.type, result.exit_code, typeof result.execution_time], ['result', 0, 'number']);
    assert.deepEqual([complete.type, complete.success], ['complete', true]);
    for (const { type, timestamp } of messages.slice(0, -1)) {
      assert.ok(Date.parse(timestamp), type);
    }
  });

  covers('Sandbox.runCodeStream', 'nothing is lost to the one-shot listener of the SDK [J4]', async (context) => {
    const sandbox = await sandboxFor(context);
    const messages = [];
    for await (const message of sandbox.runCodeStream('for i in range(20000): print(i)')) {
      messages.push(message);
    }
    const expected = Array.from({ length: 20_000 }, (_, index) => `${index}\n`).join('');
    assert.equal(text(messages, 'stdout'), expected);
    assert.deepEqual(messages.filter(({ type }) => type === 'complete').length, 1);
  });

  covers('Sandbox.runCodeStream', 'language, folder, variables and exit code are as asked for', async (context) => {
    const sandbox = await sandboxFor(context);
    const messages = [];
    const options = { language: 'bash', workingDir: '/tmp', env: { ONE: '1' } };
    for await (const message of sandbox.runCodeStream('pwd; echo $ONE; exit 3', options)) {
      messages.push(message);
    }
    assert.equal(text(messages, 'stdout'), '/tmp\n1\n');
    assert.equal(messages.find(({ type }) => type === 'result').exit_code, 3);
    assert.equal(messages.at(-1).success, false);
  });

  covers('Sandbox.runCodeStream', 'the time-out ends it', async (context) => {
    const sandbox = await sandboxFor(context);
    const messages = [];
    for await (const message of sandbox.runCodeStream('sleep 60', { language: 'bash', timeout: 1 })) {
      messages.push(message);
    }
    assert.deepEqual([messages.at(-1).type, messages.at(-1).success], ['complete', false]);
  });

  covers('Sandbox.watchFiles', 'changes are told, first of all that it watches', async (context) => {
    const sandbox = await sandboxFor(context);
    const stages = ['created', 'modified', 'deleted'];
    const next = {
      status: () => sandbox.files.write('/workspace/new/file', '1'),
      created: () => sandbox.files.write('/workspace/new/file', '12'),
      modified: () => sandbox.files.remove('/workspace/new/file'),
    };
    const seen = [];
    const changes = [];
    for await (const message of sandbox.watchFiles('/workspace')) {
      if (message.type === 'status') {
        assert.equal(message.status, 'Watching /workspace');
        changes.push(next.status());
        continue;
      }
      assert.equal(message.type, 'change');
      assert.ok(Date.parse(message.timestamp));
      if (message.path === '/workspace/new/file' && message.event === stages[seen.length]) {
        seen.push(message.event);
        changes.push(next[message.event]?.());
      }
      if (seen.length === stages.length) {
        break;
      }
    }
    await Promise.all(changes);
    assert.deepEqual(seen, stages);
  });

  covers(
    'Sandbox.terminal Terminal.connect Terminal.sendInput Terminal.resize Terminal.output',
    'is a shell with a size',
    async (context) => {
      const { terminal } = await sandboxFor(context);
      const socket = await terminal.connect();
      terminal.resize(socket, 100, 30);
      terminal.sendInput(socket, 'stty size; echo $TERM; echo $((6 * 7))in-all; exit 5\n');
      let output = '';
      let exit;
      for await (const message of terminal.output(socket)) {
        output += message.data ?? '';
        exit = message;
      }
      socket.close();
      assert.match(output, /30 100\r\n/);
      assert.match(output, /xterm-256color\r\n/);
      assert.match(output, /42in-all\r\n/);
      assert.deepEqual([exit.type, exit.code, exit.exitCode], ['exit', 5, 5]);
    },
  );

  covers('WSClient.connect WSClient.send WSClient.receive WSClient.messages', 'a socket by hand', async (context) => {
    const sandbox = await sandboxFor(context);
    const client = new WSClient((await sandbox.getInfo()).publicHost, await sandbox.getToken());
    const socket = await client.connect('/commands/stream');
    client.send(socket, { command: 'echo by hand' });
    const first = await client.receive(socket);
    assert.deepEqual([first.type, first.data], ['stdout', 'by hand\n']);
    for await (const message of client.messages(socket)) {
      if (message.type === 'complete') {
        assert.equal(message.success, true);
        socket.close();
      }
    }
    await once(socket, 'close');
  });

  covers('WSClient.connect WSClient.updateJwtToken', 'a wrong token is refused before the upgrade', async (context) => {
    const sandbox = await sandboxFor(context);
    const client = new WSClient((await sandbox.getInfo()).publicHost, 'eyJ.wrong.token');
    await assert.rejects(client.connect('/terminal'), /401/);
    client.updateJwtToken(await sandbox.getToken());
    (await client.connect('/terminal')).close();
  });
});

function text(messages, stream) {
  return messages
    .filter(({ type }) => type === stream)
    .map(({ data }) => data)
    .join('');
}
