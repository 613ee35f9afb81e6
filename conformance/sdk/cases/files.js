import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { sandboxFor } from '../context.js';
import sdk from '../sdk.js';

const { APIError, FileInfoImpl, FileNotFoundError } = sdk;

describe('Files', () => {
  covers('Sandbox.files Files.write Files.read', 'text comes back as it went, whatever its name', async (context) => {
    const { files } = await sandboxFor(context);
    const text = 'grüße 世界 🚀\n';
    for (const path of ['/workspace/hello.txt', '/tmp/a b&c#d%20+é.txt', '/workspace/deep/er/est.txt']) {
      await files.write(path, text);
      assert.equal(await files.read(path), text);
    }
  });

  covers('Files.write', 'mode and overwriting are as asked for', async (context) => {
    const { files, commands } = await sandboxFor(context);
    await files.write('/workspace/script.sh', '#!/bin/bash\necho ran', { mode: '0755' });
    assert.equal((await commands.run('./script.sh')).stdout, 'ran\n');
    await files.write('/workspace/script.sh', 'second');
    assert.equal(await files.read('/workspace/script.sh'), 'second');
    await assert.rejects(files.write('/workspace/script.sh', 'third', { overwrite: false }), {
      name: 'APIError',
      code: 'FILE_ALREADY_EXISTS',
      statusCode: 409,
    });
    assert.equal(await files.read('/workspace/script.sh'), 'second');
  });

  covers('Files.writeBytes Files.readBytes Files.download', 'bytes come back as they went', async (context) => {
    const { files, commands } = await sandboxFor(context);
    const bytes = randomBytes(100_000);
    await files.writeBytes('/workspace/data.bin', bytes, { mode: '0600' });
    assert.ok(bytes.equals(await files.readBytes('/workspace/data.bin')));
    assert.ok(bytes.equals(await files.download('/workspace/data.bin')));
    assert.equal((await commands.run('stat -c %a data.bin')).stdout, '600\n');
    const misleading = Buffer.from('aGVsbG8gd29ybGQh');
    await files.writeBytes('/workspace/looks-encoded', misleading);
    assert.ok(misleading.equals(await files.readBytes('/workspace/looks-encoded')));
  });

  covers('Files.upload Files.download', 'a local file is uploaded', async (context) => {
    const { files } = await sandboxFor(context);
    const folder = await mkdtemp(join(tmpdir(), 'hopx-conformance-'));
    context.after(() => rm(folder, { recursive: true }));
    const bytes = randomBytes(3_000_000);
    await writeFile(join(folder, 'local.bin'), bytes);
    await files.upload(join(folder, 'local.bin'), '/workspace/new/remote.bin');
    assert.ok(bytes.equals(await files.download('/workspace/new/remote.bin')));
    await assert.rejects(files.upload(join(folder, 'missing'), '/workspace/x'), /Local file not found/);
  });

  covers(
    'Files.list FileInfoImpl.isDir FileInfoImpl.isFile FileInfoImpl.modifiedTime FileInfoImpl.sizeKb FileInfoImpl.sizeMb ' +
      'FileInfoImpl.extension FileInfoImpl.toString',
    'folders and times are told by the names that the SDK reads [J10]',
    async (context) => {
      const { files } = await sandboxFor(context);
      await files.write('/workspace/folder/notes.txt', 'x'.repeat(512));
      await files.mkdir('/workspace/folder/sub.d');
      const listed = await files.list('/workspace/folder');
      const [notes, sub] = listed.sort((left, right) => left.name.localeCompare(right.name));
      assert.equal(listed.length, 2);
      assert.ok(notes instanceof FileInfoImpl);
      assert.deepEqual([notes.name, notes.path, notes.size], ['notes.txt', '/workspace/folder/notes.txt', 512]);
      assert.deepEqual([notes.isDir, notes.isFile, sub.isDir, sub.isFile], [false, true, true, false]);
      assert.ok(Math.abs(Date.parse(notes.modifiedTime) - Date.now()) < 60_000);
      assert.deepEqual([notes.sizeKb, notes.sizeMb], [0.5, 0.5 / 1024]);
      assert.deepEqual([notes.extension, sub.extension], ['txt', '']);
      assert.match(notes.permissions, /^-rw-/);
      assert.match(sub.permissions, /^drwx/);
      assert.match(notes.toString(), /notes\.txt \(0\.50KB\)$/);
    },
  );

  covers(
    'Files.exists Files.mkdir Files.remove',
    'folders come with their parents and go with their content',
    async (context) => {
      const { files } = await sandboxFor(context);
      assert.equal(await files.exists('/workspace/a/b'), false);
      await files.mkdir('/workspace/a/b');
      await files.mkdir('/workspace/a/b');
      await files.write('/workspace/a/b/c', 'x');
      assert.equal(await files.exists('/workspace/a/b'), true);
      await files.remove('/workspace/a');
      assert.equal(await files.exists('/workspace/a'), false);
      assert.deepEqual(await files.list('/workspace'), []);
    },
  );

  covers('Files.read Files.list Files.remove', 'what is missing is not found', async (context) => {
    const { files } = await sandboxFor(context);
    await assert.rejects(files.read('/workspace/no'), FileNotFoundError);
    await assert.rejects(files.remove('/workspace/no'), FileNotFoundError);
    await assert.rejects(files.list('/workspace/no'), { code: 'DIRECTORY_NOT_FOUND', statusCode: 404 });
  });

  covers('Files.read', 'an error names the path, the code and the request', async (context) => {
    const { files } = await sandboxFor(context);
    await assert.rejects(files.read('/workspace/no'), (error) => {
      assert.deepEqual([error.code, error.statusCode, error.path], ['FILE_NOT_FOUND', 404, '/workspace/no']);
      assert.match(error.requestId, /^req_/);
      assert.doesNotMatch(error.message, /status code/);
      return true;
    });
  });

  covers('Files.download', 'an error of a download loses its code and its text [J14]', async (context) => {
    const { files } = await sandboxFor(context);
    await assert.rejects(files.download('/workspace/no'), (error) => {
      assert.ok(error instanceof APIError);
      assert.deepEqual([error.code, error.statusCode], [undefined, 404]);
      assert.match(error.message, /status code 404/);
      return true;
    });
  });

  covers('Files.read Files.write Files.list', 'only /workspace and /tmp are open', async (context) => {
    const { files, commands } = await sandboxFor(context);
    await commands.run('ln -s /etc link');
    for (const path of ['/etc/passwd', '/workspace/../etc/passwd', '/workspace/link/passwd', '/app/config.json']) {
      await assert.rejects(files.read(path), { code: 'PATH_NOT_ALLOWED', statusCode: 403 }, path);
    }
    await assert.rejects(files.write('/etc/motd', 'x'), { code: 'PATH_NOT_ALLOWED' });
    await assert.rejects(files.list('/'), { code: 'PATH_NOT_ALLOWED' });
  });
});
