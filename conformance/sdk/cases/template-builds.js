// The SDK asks twice, 3 s apart, whether a built template is active: so these cases run side by side.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { access, eventually, sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const {
  Sandbox,
  Template,
  TemplateBuildError,
  getLogs,
  waitForCommand,
  waitForFile,
  waitForPort,
  waitForProcess,
  waitForURL,
} = sdk;

describe('Template builds', { concurrency: true }, () => {
  covers('Template.build getLogs', 'files are copied, commands run, and all is told', async (context) => {
    const contextPath = await folder(context, { 'main.py': "print('copied')" });
    const logs = [];
    const progress = [];
    const template = new Template('python:3.12')
      .copy('main.py', '/workspace/main.py')
      .setEnv('GREETING', 'hello')
      .runCmd('echo "$GREETING from the build" | tee /workspace/built.txt');
    const result = await built(template, {
      contextPath,
      onLog: (entry) => logs.push(entry.message),
      onProgress: (percent) => progress.push(percent),
    });
    assert.match(result.templateID, /^\d+$/);
    assert.equal(result.buildID, result.templateID);
    assert.ok(result.duration > 0);
    assert.deepEqual(functionsOf(result), ['createVM', 'getLogs']);
    assert.ok(
      logs.some((line) => line.includes('hello from the build')),
      logs.join('\n'),
    );
    assert.deepEqual(progress, [100]);

    const all = await result.getLogs();
    assert.match(all.logs, /hello from the build/);
    assert.deepEqual([all.status, all.complete], ['active', true]);
    const rest = await getLogs(result.templateID, access().apiKey, all.offset, access().baseURL);
    assert.deepEqual([rest.logs, rest.offset], ['', all.offset]);

    const info = await Sandbox.getTemplate(result.templateID, access());
    assert.deepEqual([info.status, info.isActive, info.category], ['active', true, 'custom']);
    assert.deepEqual(info.defaultResources, { vcpu: 1, memoryMb: 512, diskGb: 2 });

    const sandbox = await sandboxFor(context, { template: undefined, templateId: result.templateID });
    assert.equal(
      (await sandbox.commands.run('python3 main.py; cat built.txt')).stdout,
      'copied\nhello from the build\n',
    );
  });

  covers('Template.build', 'createVM makes a sandbox of it', async () => {
    const result = await built(new Template('ubuntu:22.04').runCmd('echo made > /workspace/made'));
    const machine = await result.createVM({ envVars: { ONE: '1' } });
    assert.deepEqual(functionsOf(machine), ['delete']);
    assert.deepEqual([machine.templateID, machine.status], [result.templateID, 'running']);
    assert.match(machine.agentUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(machine.ip, machine.agentUrl.split('://')[1]);
    assert.ok(Date.parse(machine.startedAt));
    const sandbox = await Sandbox.connect(machine.vmID, access().apiKey, access().baseURL);
    assert.equal((await sandbox.commands.run('cat made; echo $ONE')).stdout, 'made\n1\n');
    await machine.delete();
    await assert.rejects(sandbox.getInfo(), /not found/);
  });

  covers(
    'Template.build Sandbox.deleteTemplate',
    'a name is taken until its template is deleted, which no sandbox may use',
    async (context) => {
      const template = new Template('ubuntu:22.04').runCmd('true');
      const { name, ...first } = await built(template);
      await assert.rejects(Template.build(template, options(name)), /Build trigger failed: Conflict/);
      const sandbox = await sandboxFor(context, { template: name });
      await assert.rejects(Sandbox.deleteTemplate(first.templateID, access()), { statusCode: 409, code: 'CONFLICT' });
      await sandbox.kill();
      await Sandbox.deleteTemplate(first.templateID, access());
      await assert.rejects(Sandbox.getTemplate(name, access()), /not found/);
      assert.ok(!(await Sandbox.listTemplates(access())).some((info) => info.name === name));
    },
  );

  covers('Template.build', 'an update replaces the template of that name', async (context) => {
    const { name } = await built(new Template('ubuntu:22.04').runCmd('echo old > /workspace/version'));
    await Template.build(new Template('ubuntu:22.04').runCmd('echo new > /workspace/version'), {
      ...options(name),
      update: true,
    });
    const sandbox = await sandboxFor(context, { template: name });
    assert.equal((await sandbox.commands.run('cat version')).stdout, 'new\n');
  });

  covers('Template.build', 'an update of nothing is a 404, though the SDK promises to create it', async () => {
    const template = new Template('ubuntu:22.04').runCmd('true');
    await assert.rejects(
      Template.build(template, { ...options('never-built'), update: true }),
      /Build trigger failed: Not Found/,
    );
  });

  covers('Template.build', 'a step that fails fails the build, with the lines that say why', async () => {
    const template = new Template('ubuntu:22.04')
      .runCmd('echo all is well')
      .runCmd('echo "ERROR: no luck" >&2; exit 3');
    await assert.rejects(Template.build(template, options('fails')), (error) => {
      assert.ok(error instanceof TemplateBuildError, String(error));
      assert.equal(error.buildStatus, 'failed');
      assert.match(error.errorDetails, /no luck/);
      assert.match(error.logsUrl, /^\/v1\/templates\/build\/\d+\/logs$/);
      assert.match(error.requestId, /^req_/);
      return true;
    });
  });

  covers('Template.build', 'images without glibc and sizes out of range are refused', async () => {
    const template = (image) => new Template(image).runCmd('true');
    await assert.rejects(
      Template.build(template('alpine:3.20'), options('alpine')),
      /Build trigger failed: Bad Request/,
    );
    await assert.rejects(
      Template.build(template('ubuntu:22.04'), { ...options('big'), cpu: 100 }),
      /Build trigger failed: Bad Request/,
    );
  });

  covers('Template.build', 'what cannot be built is not sent', async () => {
    await assert.rejects(Template.build(new Template(), options('nothing')), /must specify a base image/);
    await assert.rejects(
      Template.build(new Template('ubuntu:22.04').setEnv('A', '1'), options('nothing')),
      /at least one build step/,
    );
  });

  covers('Template.build', 'USER is not sent, nor that one step must not be cached [J22]', async () => {
    const template = new Template('ubuntu:22.04')
      .setUser('no-such-user')
      .runCmd('id -un > /workspace/user')
      .skipCache();
    await built(template);
  });

  covers('Template.build', 'a changed file in a copied folder goes unseen [J23]', async (context) => {
    const contextPath = await folder(context, { 'tree/file': 'old' });
    const template = new Template('ubuntu:22.04').copy('tree', '/workspace/tree');
    const { name } = await built(template, { contextPath });
    await writeFile(join(contextPath, 'tree/file'), 'new');
    await Template.build(template, { ...options(name), contextPath, update: true });
    const sandbox = await sandboxFor(context, { template: name });
    assert.equal((await sandbox.commands.run('cat tree/file')).stdout, 'old');
  });

  const serve = (port) => `exec python3 -m http.server --bind 127.0.0.1 ${port}`;
  const starts = {
    waitForPort: (port) => [serve(port), waitForPort(port)],
    waitForURL: (port) => [serve(port), waitForURL(`http://127.0.0.1:${port}/`)],
    waitForFile: () => ['touch /tmp/started; exec sleep 1000', waitForFile('/tmp/started')],
    waitForProcess: () => ['exec sleep 1000', waitForProcess('sleep')],
    waitForCommand: () => ['touch /tmp/started; exec sleep 1000', waitForCommand('test -e /tmp/started')],
  };
  for (const [name, start] of Object.entries(starts)) {
    covers(`Template.build ${name}`, 'the start command runs in every sandbox', async (context) => {
      const [command, check] = start(await freePort());
      const result = await built(new Template('python:3.12').runCmd('true').setStartCmd(command, check));
      const sandbox = await sandboxFor(context, {
        template: undefined,
        templateId: result.templateID,
        internetAccess: false,
      });
      const program = command.replace(/.*exec /, '');
      await eventually(async () => {
        const commands = (await sandbox.listSystemProcesses()).map((running) => running.command);
        assert.ok(commands.includes(program), commands.join('\n'));
      });
    });
  }
});

let names = 0;

async function built(template, more = {}) {
  const name = `conformance-${names++}`;
  return { name, ...(await Template.build(template, { ...options(name), ...more })) };
}

function options(name) {
  return { name, ...access(), cpu: 1, memory: 512, diskGB: 2 };
}

function functionsOf(result) {
  return Object.keys(result)
    .filter((key) => typeof result[key] === 'function')
    .sort();
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Makes a folder with the given files for the time of a case. */
async function folder(context, files) {
  const root = await mkdtemp(join(tmpdir(), 'hopx-conformance-'));
  context.after(() => rm(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}
