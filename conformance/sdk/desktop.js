// A desktop that is there, for the cases that use one: its sandbox, its windows and its pictures.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

import { access, eventually } from './context.js';
import sdk from './sdk.js';

const PROGRAMS = 'Xvfb xdotool wmctrl xwininfo xev xrandr xclip x11vnc tesseract ffmpeg xterm'.split(' ');
const WINDOW_MANAGERS = ['jwm', 'openbox'];

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_SIZE_AT = 16;

/** The programs of a desktop, and those that the cases open on it, that this machine lacks. */
export function missingPrograms() {
  const missing = PROGRAMS.filter((program) => !installed(program));
  return WINDOW_MANAGERS.some(installed) ? missing : [...missing, WINDOW_MANAGERS.join(' or ')];
}

function installed(program) {
  return process.env.PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A sandbox with a desktop, and what a case needs to use it as a person would. */
export class UsedDesktop {
  static async start() {
    return new UsedDesktop(await sdk.Sandbox.create({ template: 'desktop', ...access() }));
  }

  constructor(sandbox) {
    this.sandbox = sandbox;
  }

  get desktop() {
    return this.sandbox.desktop;
  }

  /** Opens a terminal for the time of a case and resolves to its window, which has the keyboard. */
  terminal(context, title, more = '') {
    return this.open(context, title, `xterm -fa Monospace -fs 20 -geometry 50x8 -title ${title} ${more}`);
  }

  /** Runs a program that opens a window, for the time of a case. */
  async open(context, title, command) {
    await this.sandbox.commands.run(command, { background: true });
    context.after(() => this.closeAll());
    const { id } = await this.window(title);
    await this.desktop.focusWindow(id);
    return this.window(title, (window) => assert.ok(window.is_active, `${title} has the keyboard`));
  }

  /** Resolves to a window by its title, once it is there and passes a check. */
  window(title, check = () => {}) {
    return eventually(async () => {
      const windows = await this.desktop.listWindows();
      const window = windows.find((each) => each.title === title);
      assert.ok(window, `${title} is none of ${JSON.stringify(windows)}`);
      check(window);
      return window;
    });
  }

  async closeAll() {
    await eventually(async () => {
      const windows = await this.desktop.listWindows();
      await Promise.all(windows.map(({ id }) => this.desktop.closeWindow(id)));
      assert.deepEqual(windows, []);
    });
  }

  /** Asks the agent for bytes, without the SDK. */
  async bytes(path, body) {
    const { publicHost } = await this.sandbox.getInfo();
    const response = await fetch(publicHost.replace(/\/$/, '') + path, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${await this.sandbox.getToken()}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    assert.equal(response.status, 200);
    return { type: response.headers.get('Content-Type'), bytes: Buffer.from(await response.arrayBuffer()) };
  }
}

/** The width and the height of what must be a PNG. */
export function sizeOf(image) {
  assert.ok(image.subarray(0, PNG.length).equals(PNG), 'is a PNG');
  return [image.readUInt32BE(PNG_SIZE_AT), image.readUInt32BE(PNG_SIZE_AT + 4)];
}

export function middleOf({ x, y, width, height }) {
  return [x + Math.floor(width / 2), y + Math.floor(height / 2)];
}

/** What the SDK makes of bytes that it takes for text: what is no character is replaced for good. */
export function asText(bytes) {
  return Buffer.from(bytes.toString());
}

/** What happened to the buttons of the mouse, and where, as xev wrote it down. */
export function buttonsOf(events) {
  const event = /^Button(Press|Release) event[^]*?root:\((\d+),(\d+)\)[^]*?button (\d+)/gm;
  return Array.from(
    events.matchAll(event),
    ([, kind, x, y, button]) => `${button} ${kind === 'Press' ? 'down' : 'up'} ${x},${y}`,
  );
}

/** How a VNC server greets, and what it then asks viewers for: 1 is nothing, 2 is a password. */
export async function viewed({ hostname, port }) {
  const socket = connect(Number(port), hostname);
  try {
    const [version] = await once(socket, 'data');
    socket.write(version);
    const [[, ...asksFor]] = await once(socket, 'data');
    return { version: version.toString(), asksFor };
  } finally {
    socket.destroy();
  }
}
