// All cases share one server and run in this process, which makes them quick and lets the last one see what was left out.
import { after, before } from 'node:test';

import { useServer } from './context.js';
import { startServer } from './server.js';

import './cases/sandboxes.js';
import './cases/lifecycle.js';
import './cases/tokens.js';
import './cases/introspection.js';
import './cases/running-code.js';
import './cases/background.js';
import './cases/streams.js';
import './cases/commands.js';
import './cases/files.js';
import './cases/environment.js';
import './cases/desktop.js';
import './cases/templates.js';
import './cases/template-builder.js';
import './cases/template-builds.js';
import './cases/coverage.js';

let server;

before(async () => {
  server = await startServer();
  useServer(server.baseURL);
});

after(async () => {
  await server?.stop();
});
