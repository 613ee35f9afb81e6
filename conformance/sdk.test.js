// All cases share one server and one process, which makes them quick and lets the last one see what was left out.
import { after, before } from 'node:test';

import { useServer } from './sdk/context.js';
import { startServer } from './server.js';

import './sdk/cases/sandboxes.js';
import './sdk/cases/lifecycle.js';
import './sdk/cases/tokens.js';
import './sdk/cases/introspection.js';
import './sdk/cases/running-code.js';
import './sdk/cases/background.js';
import './sdk/cases/streams.js';
import './sdk/cases/commands.js';
import './sdk/cases/files.js';
import './sdk/cases/environment.js';
import './sdk/cases/desktop.js';
import './sdk/cases/desktop-in-use.js';
import './sdk/cases/templates.js';
import './sdk/cases/template-builder.js';
import './sdk/cases/template-builds.js';
import './sdk/cases/coverage.js';

let server;

before(async () => {
  server = await startServer();
  useServer(server.baseURL);
});

after(async () => {
  await server?.stop();
});
