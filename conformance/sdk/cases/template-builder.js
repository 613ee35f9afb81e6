// What the builder makes of its calls. Nothing is sent here; what the server does with it is in template-builds.js.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import sdk from '../sdk.js';

const { Template, createTemplate, waitForCommand, waitForFile, waitForPort, waitForProcess, waitForURL } = sdk;

describe('Template builder', () => {
  covers(
    'createTemplate Template.getFromImage Template.fromUbuntuImage Template.fromPythonImage Template.fromNodeImage',
    'images',
    () => {
      assert.equal(createTemplate('debian:12').getFromImage(), 'debian:12');
      assert.equal(new Template().fromUbuntuImage('22.04').getFromImage(), 'ubuntu:22.04');
      assert.equal(new Template().fromPythonImage('3.12').getFromImage(), 'python:3.12');
      assert.match(new Template().fromNodeImage('20').getFromImage(), /node:20/);
    },
  );

  covers(
    'Template.fromPrivateImage Template.fromGCPPrivateImage Template.fromAWSPrivateImage Template.getRegistryAuth',
    'registries, of which region and session token of AWS are dropped [J25]',
    () => {
      const auth = { username: 'user', password: 'pass' };
      assert.deepEqual(new Template().fromPrivateImage('own/image', auth).getRegistryAuth(), auth);
      const google = new Template().fromGCPPrivateImage('gcr.io/own/image', { serviceAccountJSON: { id: 1 } });
      assert.deepEqual(google.getRegistryAuth(), { username: '_json_key', password: '{"id":1}' });
      const amazon = new Template().fromAWSPrivateImage('own.ecr/image', {
        accessKeyId: 'id',
        secretAccessKey: 'secret',
        region: 'eu-west-1',
        sessionToken: 'token',
      });
      assert.deepEqual(amazon.getRegistryAuth(), { username: 'id', password: 'secret' });
      assert.equal(amazon.getFromImage(), 'own.ecr/image');
    },
  );

  covers(
    'Template.copy Template.runCmd Template.setEnv Template.setEnvs Template.setWorkdir Template.setUser Template.getSteps ' +
      'Template.skipCache',
    'steps',
    () => {
      const template = new Template()
        .copy(['a', 'b'], '/app', { owner: 'me' })
        .runCmd('make')
        .skipCache()
        .setEnv('ONE', '1')
        .setEnvs({ TWO: '2' })
        .setWorkdir('/app')
        .setUser('me');
      assert.deepEqual(
        template.getSteps().map(({ type, args }) => [type, ...args]),
        [
          ['COPY', 'a,b', '/app'],
          ['RUN', 'make'],
          ['ENV', 'ONE', '1'],
          ['ENV', 'TWO', '2'],
          ['WORKDIR', '/app'],
          ['USER', 'me'],
        ],
      );
      assert.equal(template.getSteps()[1].skipCache, true);
    },
  );

  covers(
    'Template.aptInstall Template.pipInstall Template.npmInstall Template.goInstall Template.cargoInstall Template.gitClone',
    'installations are commands',
    () => {
      const template = new Template()
        .aptInstall('jq', ['curl'])
        .pipInstall('numpy')
        .pipInstall()
        .npmInstall('left-pad')
        .npmInstall()
        .goInstall(['example.org/tool@latest'])
        .cargoInstall(['tool'])
        .gitClone('https://example.org/repo.git', '/app');
      const commands = template.getSteps().map(({ args: [command] }) => command);
      const programs = [
        /apt-get install -y jq curl$/,
        /pip3 install .*numpy$/,
        /-r requirements.txt$/,
        /npm install -g left-pad$/,
        /npm install$/,
        /^go install example/,
        /^cargo install tool$/,
        /^git clone .* \/app$/,
      ];
      assert.equal(commands.length, programs.length);
      programs.forEach((program, index) => assert.match(commands[index], program));
      assert.throws(() => new Template().aptInstall(), /at least one package/);
    },
  );

  covers('Template.addMetadata Template.getMetadata', 'metadata', () => {
    assert.deepEqual(new Template().addMetadata('agent_version', '3').getMetadata(), { agent_version: '3' });
  });

  covers(
    'Template.setStartCmd Template.getStartCmd Template.getReadyCheck waitForPort waitForURL waitForFile waitForProcess ' +
      'waitForCommand',
    'start command and what to wait for',
    () => {
      const template = new Template().setStartCmd('node server.js', waitForPort(3000));
      assert.equal(template.getStartCmd(), 'node server.js');
      const usual = { timeout: 30_000, interval: 2000 };
      assert.deepEqual(template.getReadyCheck(), { type: 'port', port: 3000, ...usual });
      assert.deepEqual(waitForURL('http://localhost/'), { type: 'url', url: 'http://localhost/', ...usual });
      assert.deepEqual(waitForFile('/tmp/ready'), { type: 'file', path: '/tmp/ready', ...usual });
      assert.deepEqual(waitForProcess('node'), { type: 'process', processName: 'node', ...usual });
      assert.deepEqual(waitForCommand('true', 1000, 10), {
        type: 'command',
        command: 'true',
        timeout: 1000,
        interval: 10,
      });
    },
  );
});
