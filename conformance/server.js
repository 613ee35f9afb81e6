// The embedded server as its runnable jar, started for the suite and stopped with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const API_KEY = 'hopx_live_test.test';

const TARGET = fileURLToPath(new URL('../hopx-embedded/target/', import.meta.url));
const READY = /^Hopx embedded is ready at (\S+)$/;
const START_SECONDS = 60;
const STOP_SECONDS = 30;

/** Starts the server and resolves to its base URL and to what stops it. */
export async function startServer() {
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const server = spawn(java, ['-jar', jar(), '--port=0', `--api-key=${API_KEY}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = lastLines(server.stderr);
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const baseURL = await Promise.race([
      announced(server),
      once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with status ${code}`))),
      after(START_SECONDS, 'The server did not say that it is ready'),
    ]);
    return { baseURL, stop: () => stop(server, kill) };
  } catch (error) {
    kill();
    throw new Error(`${error.message}\n${log()}`, { cause: error });
  }
}

function jar() {
  const path = process.env.HOPX_EMBEDDED_JAR;
  if (path) {
    return path;
  }
  const jars = readdirSync(TARGET).filter((name) => /^hopx-embedded-.*-exec\.jar$/.test(name));
  if (jars.length !== 1) {
    throw new Error(`Expected one runnable jar in ${TARGET} and found ${jars.length}; see README.md`);
  }
  return TARGET + jars[0];
}

function announced(server) {
  return new Promise((resolve) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const ready = READY.exec(line);
      if (ready) {
        resolve(ready[1]);
      }
    });
  });
}

async function stop(server, kill) {
  const exited = once(server, 'exit');
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await Promise.race([exited, after(STOP_SECONDS, 'The server did not stop')]);
  }
  process.removeListener('exit', kill);
}

function lastLines(stream) {
  const lines = [];
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    lines.splice(0, lines.length - 50);
  });
  return () => lines.join('\n');
}

function after(seconds, message) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${message} within ${seconds} s`)), seconds * 1000).unref();
  });
}
