import { describe, test } from 'node:test';

const BUILD = {
  name: 'described',
  from_image: 'ubuntu:22.04',
  cpu: 1,
  memory: 512,
  diskGB: 1,
  steps: [{ type: 'RUN', args: ['true'] }],
};

// What is said of a build while it runs, and of one that failed
async function failedBuild(api) {
  const body = { ...BUILD, name: 'failing', steps: [{ type: 'RUN', args: ['false'] }] };
  const { build_id: buildID } = await api.send('POST /v1/templates/build', 201, { body });
  const path = { buildID };
  await api.send('GET /v1/templates/build/{buildID}/logs', 200, { path, headers: { Accept: 'text/event-stream' } });
  await api.send('GET /v1/templates/build/{buildID}/status', 200, { path });
  await api.send('DELETE /v1/templates/{templateID}', 200, { path: { templateID: buildID } });
}

export function exerciseControlPlane(controlPlane) {
  describe('control plane', () => {
    test('health', async () => {
      await controlPlane().anonymous().send('GET /health', 200);
    });

    test('sandboxes', async () => {
      const api = controlPlane();
      const body = {
        template_name: 'base',
        region: 'eu-west',
        timeout_seconds: 600,
        internet_access: false,
        env_vars: { ONE: '1' },
      };
      const { id } = await api.send('POST /v1/sandboxes', 201, { body });
      const path = { id };
      const unlimited = await api.send('POST /v1/sandboxes', 201, { body: { template_id: 73 } });
      await api.send('GET /v1/sandboxes', 200, { query: { limit: 1, region: 'eu-west', status: 'running' } });
      await api.send('GET /v1/sandboxes', 200, { query: { limit: 1 } });
      await api.send('GET /v1/sandboxes/{id}', 200, { path });
      await api.send('GET /v1/sandboxes/{id}', 200, { path: { id: unlimited.id } });
      for (const action of ['pause', 'resume', 'stop']) {
        await api.send(`POST /v1/sandboxes/{id}/${action}`, 200, { path });
      }
      await api.send('POST /v1/sandboxes/{id}/pause', 409, { path });
      await api.send('POST /v1/sandboxes/{id}/resume', 409, { path });
      await api.send('POST /v1/sandboxes/{id}/start', 200, { path });
      await api.send('PUT /v1/sandboxes/{id}/timeout', 200, { path, body: { timeout_seconds: 300 } });
      await api.send('PUT /v1/sandboxes/{id}/timeout', 400, { path, body: {} });
      await api.send('POST /v1/sandboxes/{id}/token/refresh', 200, { path });
      await api.send('DELETE /v1/sandboxes/{id}', 200, { path });
      await api.send('DELETE /v1/sandboxes/{id}', 200, { path: { id: unlimited.id } });
    });

    test('errors of sandboxes', async () => {
      const api = controlPlane();
      const path = { id: 'no-such' };
      const body = { timeout_seconds: 1 };
      await api.send('POST /v1/sandboxes', 400, { body: {} });
      await api.send('POST /v1/sandboxes', 404, { body: { template_name: 'no-such' } });
      await api.send('GET /v1/sandboxes/{id}', 404, { path });
      await api.send('DELETE /v1/sandboxes/{id}', 404, { path });
      await api.send('PUT /v1/sandboxes/{id}/timeout', 404, { path, body });
      for (const action of ['pause', 'resume', 'start', 'stop', 'token/refresh']) {
        await api.send(`POST /v1/sandboxes/{id}/${action}`, 404, { path });
        await api.anonymous().send(`POST /v1/sandboxes/{id}/${action}`, 401, { path });
      }
      await api.anonymous().send('POST /v1/sandboxes', 401, { body: { template_name: 'base' } });
      await api.anonymous().send('GET /v1/sandboxes', 401);
      await api.anonymous().send('GET /v1/sandboxes/{id}', 401, { path });
      await api.anonymous().send('DELETE /v1/sandboxes/{id}', 401, { path });
      await api.anonymous().send('PUT /v1/sandboxes/{id}/timeout', 401, { path, body });
    });

    test('templates', async () => {
      const api = controlPlane();
      await api.send('GET /v1/templates', 200);
      const { id } = await api.send('GET /v1/templates/{name}', 200, { path: { name: 'base' } });
      await api.send('GET /v1/templates/{name}', 404, { path: { name: 'no-such' } });
      await api.send('DELETE /v1/templates/{templateID}', 403, { path: { templateID: id } });
      await api.send('DELETE /v1/templates/{templateID}', 404, { path: { templateID: 'no-such' } });
      await api.anonymous().send('GET /v1/templates', 401);
      await api.anonymous().send('GET /v1/templates/{name}', 401, { path: { name: 'base' } });
      await api.anonymous().send('DELETE /v1/templates/{templateID}', 401, { path: { templateID: id } });
    });

    test('builds', async () => {
      const api = controlPlane();
      const { build_id: buildID } = await api.send('POST /v1/templates/build', 201, { body: BUILD });
      const path = { buildID };
      await api.send('POST /v1/templates/build', 409, { body: BUILD });
      await api.send('POST /v1/templates/build', 400, { body: { name: 'incomplete' } });
      // The stream of the log ends with the build
      await api.send('GET /v1/templates/build/{buildID}/logs', 200, { path, headers: { Accept: 'text/event-stream' } });
      await api.send('GET /v1/templates/build/{buildID}/logs', 200, { path, query: { offset: 0 } });
      await api.send('GET /v1/templates/build/{buildID}/status', 200, { path });
      await api.send('GET /v1/templates/{name}', 200, { path: { name: BUILD.name } });
      await api.send('DELETE /v1/templates/{templateID}', 200, { path: { templateID: buildID } });
      await failedBuild(api);
      for (const part of ['logs', 'status']) {
        await api.send(`GET /v1/templates/build/{buildID}/${part}`, 404, { path: { buildID: '0' } });
        await api.anonymous().send(`GET /v1/templates/build/{buildID}/${part}`, 401, { path });
      }
      await api.anonymous().send('POST /v1/templates/build', 401, { body: BUILD });
    });

    test('uploads', async () => {
      const api = controlPlane();
      const operation = 'POST /v1/templates/files/upload-link';
      await api.send(operation, 200, { body: { files_hash: 'ab'.repeat(32), content_length: 100 } });
      await api.send(operation, 400, { body: { files_hash: 'ab'.repeat(32), content_length: 0 } });
      await api.anonymous().send(operation, 401, { body: { files_hash: 'ab'.repeat(32), content_length: 100 } });
    });
  });
}
