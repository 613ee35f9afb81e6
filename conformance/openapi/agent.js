import { after, before, describe, test } from 'node:test';

import { SOCKETS, UPDATES, needsDesktop } from './differences.js';

export function exerciseAgent(controlPlane, agentOf) {
  describe('agent', () => {
    let sandbox;
    let api;

    before(async () => {
      sandbox = await controlPlane().send('POST /v1/sandboxes', 201, { body: { template_name: 'code-interpreter' } });
      api = agentOf(sandbox);
    });

    after(() => controlPlane().send('DELETE /v1/sandboxes/{id}', 200, { path: { id: sandbox.id } }));

    test('introspection', async () => {
      for (const path of ['/', '/ping', '/health', '/info', '/system', '/processes', '/metrics', '/metrics/snapshot']) {
        await api.send(`GET ${path}`, 200);
      }
      await api.send('GET /metrics/prometheus', 200);
      await api.send('GET /jupyter/sessions', 200);
      await api.send('GET /cache/stats', 200);
      await api.send('POST /cache/clear', 200);
    });

    test('runs', async () => {
      await api.send('POST /execute', 200, { body: { code: 'print(1)' } });
      await api.send('POST /execute', 200, { body: { code: 'exit 3', language: 'bash' } });
      await api.send('POST /execute', 200, { body: { code: RICH } });
      await api.send('POST /execute', 400, { body: {} });
      await api.send('POST /commands/run', 200, {
        body: { command: 'bash', args: ['-c', 'echo 1'], timeout: 10, workdir: '/tmp' },
      });
      await api.send('POST /commands/run', 400, { body: {} });
      await api.anonymous().send('POST /execute', 401, { body: { code: 'print(1)' } });
    });

    test('background runs', async () => {
      await api.send('GET /execute/processes', 200);
      const { process_id: id } = await api.send('POST /execute/background', 200, {
        body: { code: 'sleep 300', language: 'bash' },
      });
      await api.send('POST /execute/background', 400, { body: {} });
      await api.send('POST /commands/background', 200, { body: { command: 'true' } });
      await api.send('POST /commands/background', 400, { body: {} });
      await api.send('DELETE /execute/kill', 200, { query: { process_id: id } });
      await api.send('DELETE /execute/kill', 400);
      await api.send('DELETE /execute/kill', 404, { query: { process_id: 'no-such' } });
      await api.send('GET /execute/processes', 200);
    });

    test('files', async () => {
      const [path, missing, forbidden] = ['/workspace/file', '/workspace/missing', '/etc/passwd'];
      await api.send('POST /files/write', 200, { body: { path, content: 'text' } });
      await api.send('POST /files/write', 400, { body: { path } });
      await api.send('POST /files/write', 403, { body: { path: forbidden, content: 'text' } });
      await api.send('POST /files/write', 409, { body: { path, content: 'text', overwrite: false } });
      await api.send('POST /files/mkdir', 200, { body: { path: '/workspace/folder' } });
      await api.send('POST /files/mkdir', 400, { body: {} });
      await api.send('POST /files/mkdir', 403, { body: { path: '/etc/folder' } });
      await api.send('POST /files/upload', 200, { form: form('/workspace/uploaded') });
      await api.send('POST /files/upload', 403, { form: form(forbidden) });
      await api.send('POST /files/upload', 400, { form: new FormData() });
      await api.send('GET /files/list', 200, { query: { path: '/workspace' } });
      await api.send('GET /files/list', 403, { query: { path: '/etc' } });
      await api.send('GET /files/list', 404, { query: { path: missing } });
      await api.send('GET /files/exists', 200, { query: { path: missing } });
      await api.send('GET /files/exists', 400);
      for (const operation of ['GET /files/read', 'GET /files/download', 'DELETE /files/remove']) {
        await api.send(operation, 200, { query: { path } });
        await api.send(operation, 400);
        await api.send(operation, 403, { query: { path: forbidden } });
        await api.send(operation, 404, { query: { path: missing } });
      }
    });

    test('environment', async () => {
      await api.send('PUT /env', 200, { body: { env_vars: { ONE: '1' } } });
      await api.send('PUT /env', 400, { body: {} });
      await api.send('PATCH /env', 200, { body: { env_vars: { TWO: '2' }, merge: true } });
      await api.send('PATCH /env', 400, { body: { env_vars: 'none' } });
      await api.send('GET /env', 200);
      await api.send('DELETE /env', 200);
    });

    test('what is for sockets says so', async () => {
      for (const operation of SOCKETS) {
        await api.send(operation, 400);
        await api.anonymous().send(operation, 401);
      }
    });

    test('there is no desktop', async () => {
      for (const operation of api.operations().filter(needsDesktop)) {
        await api.send(operation, 400, operation.startsWith('POST') ? { body: {} } : {});
      }
    });

    test('nobody updates the agent', async () => {
      for (const operation of UPDATES) {
        await api.send(operation, 403);
      }
    });
  });
}

const RICH = `
class Rich:
    def _repr_html_(self): return '<b>bold</b>'
    def _repr_png_(self): return b'png'
    def _repr_svg_(self): return '<svg/>'
    def _repr_markdown_(self): return '*text*'
    def _repr_json_(self): return {'a': 1}
Rich()`;

function form(path) {
  const data = new FormData();
  data.set('file', new Blob(['bytes']), 'name.bin');
  data.set('path', path);
  return data;
}
