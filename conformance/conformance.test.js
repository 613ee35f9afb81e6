// All cases share one server and run in this process, which makes them quick and lets the last one see what was left out.
import { after, before } from 'node:test';

import { useServer } from './context.js';
import { startServer } from './server.js';

import './cases/running-code.js';

let server;

before(async () => {
  server = await startServer();
  useServer(server.baseURL);
});

after(async () => {
  await server?.stop();
});
