import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { covers } from '../case.js';
import { eventually } from '../context.js';
import { asText, buttonsOf, middleOf, missingPrograms, sizeOf, UsedDesktop, viewed } from '../desktop.js';
import { publicMembers } from '../sdk.js';

const missing = missingPrograms();
const skip = missing.length > 0 && `this machine lacks ${missing.join(', ')}; docs/embedded.md has the packages`;

const used = new Set();

// As covers does, and remembers what was used on a desktop that is there
function uses(members, title, body) {
  members.split(' ').forEach((name) => used.add(name));
  covers(members, title, body);
}

describe('Desktop in use', { skip }, () => {
  let there;
  let sandbox;
  let desktop;

  before(async () => {
    there = await UsedDesktop.start();
    ({ sandbox, desktop } = there);
  });

  after(() => sandbox?.kill());

  uses(
    'Sandbox.desktop Desktop.keyboardType Desktop.keyboardPress Desktop.waitFor Desktop.ocr',
    'what is typed into a window is done, and can be read',
    async (context) => {
      await there.terminal(context, 'Notes');
      assert.ok(await desktop.waitFor('Notes', 10));
      await desktop.keyboardType('echo "From a $((40 + 2)) box" | tee /tmp/typed');
      await desktop.keyboardPress('Return');
      await eventually(async () => assert.equal(await sandbox.files.read('/tmp/typed'), 'From a 42 box\n'));
      const { width, height } = await desktop.getDisplayInfo();
      await eventually(async () => assert.match(await desktop.ocr(0, 0, width, height), /^From a 42 box$/m));
      assert.equal((await desktop.ocr(width - 100, height - 100, 100, 100, { language: 'eng' })).trim(), '');
    },
  );

  uses('Desktop.keyboardCombination Desktop.hotkey', 'keys are pressed together', async (context) => {
    await there.terminal(context, 'Keys');
    await desktop.keyboardType('sleep 1000\n');
    await desktop.keyboardCombination(['ctrl', 'c']);
    await desktop.keyboardType('echo wrong');
    await desktop.hotkey(['ctrl'], 'u');
    await desktop.keyboardType('echo right > /tmp/keys\n');
    await eventually(async () => assert.equal(await sandbox.files.read('/tmp/keys'), 'right\n'));
  });

  uses(
    'Desktop.waitFor Desktop.findElement Desktop.getBounds Desktop.mouseClick',
    'text is found where it is, and can be clicked there',
    async (context) => {
      const window = await there.terminal(context, 'Finder', "-e 'echo; echo; echo A Needle here; exec sleep 300'");
      const found = await desktop.waitFor('Needle', 10);
      assert.ok(found.x > window.x && found.x + found.width < window.x + window.width);
      assert.ok(found.y > window.y && found.y + found.height < window.y + window.height);
      assert.deepEqual(await desktop.findElement('Needle'), found);
      const { x, y, width, height } = await desktop.getBounds('Needle');
      assert.deepEqual([x, y, width, height], [found.x, found.y, found.width, found.height]);
      // Which selects a word
      await desktop.mouseClick(...middleOf(found), { clicks: 2 });
      await eventually(async () => assert.equal((await sandbox.commands.run('xclip -o')).stdout, 'Needle'));
    },
  );

  uses(
    'Desktop.waitFor Desktop.findElement Desktop.getBounds',
    'what is not on the screen is null, which only one of the types of the SDK allows',
    async () => {
      assert.equal(await desktop.findElement('Haystack'), null);
      assert.equal(await desktop.waitFor('Haystack', 1), null);
      assert.deepEqual(await desktop.getBounds('Haystack'), { found: false, element: null });
    },
  );

  uses('Desktop.mouseMove', 'the mouse is where it was moved to', async () => {
    await desktop.mouseMove(321, 234);
    assert.match((await sandbox.commands.run('xdotool getmouselocation')).stdout, /^x:321 y:234 /);
    await assert.rejects(desktop.mouseMove(-1, 5000), { name: 'APIError', statusCode: 400, code: 'INVALID_REQUEST' });
  });

  uses(
    'Desktop.mouseClick Desktop.mouseScroll Desktop.mouseDrag Desktop.dragDrop',
    'a window sees all that the mouse does, and where',
    async (context) => {
      const events = '/tmp/buttons';
      const tester = `xev -geometry 400x300+100+100 -event button > ${events}`;
      const [x, y] = middleOf(await there.open(context, 'Event Tester', tester));
      const expected = async (...buttons) => {
        await eventually(async () => assert.deepEqual(buttonsOf(await sandbox.files.read(events)), buttons));
        await sandbox.commands.run(`truncate -s 0 ${events}`);
      };
      const at = `${x},${y}`;
      const aside = `${x + 50},${y + 40}`;
      await desktop.mouseClick(x, y);
      await expected(`1 down ${at}`, `1 up ${at}`);
      await desktop.mouseClick(x, y, { button: 'right', clicks: 2 });
      await expected(`3 down ${at}`, `3 up ${at}`, `3 down ${at}`, `3 up ${at}`);
      await desktop.mouseScroll(x, y, 2);
      await expected(`5 down ${at}`, `5 up ${at}`, `5 down ${at}`, `5 up ${at}`);
      await desktop.mouseScroll(x, y, -1);
      await expected(`4 down ${at}`, `4 up ${at}`);
      await desktop.mouseDrag(x, y, x + 50, y + 40);
      await expected(`1 down ${at}`, `1 up ${aside}`);
      await desktop.dragDrop(x + 50, y + 40, x, y);
      await expected(`1 down ${aside}`, `1 up ${at}`);
    },
  );

  uses(
    'Desktop.setClipboard Desktop.getClipboard Desktop.getClipboardHistory',
    'text on the clipboard is shared with the programs',
    async () => {
      for (const text of ['first', 'grüße 世界 🚀\n']) {
        await desktop.setClipboard(text);
        assert.equal(await desktop.getClipboard(), text);
        assert.equal((await sandbox.commands.run('xclip -o -selection clipboard')).stdout, text);
      }
      await sandbox.commands.run('printf copied | xclip -selection clipboard >/dev/null 2>&1');
      assert.equal(await desktop.getClipboard(), 'copied');
      const history = await desktop.getClipboardHistory();
      assert.deepEqual(
        ['first', 'grüße 世界 🚀\n', 'copied'].filter((text) => !history.includes(text)),
        [],
      );
    },
  );

  uses(
    'Desktop.listWindows Desktop.focusWindow Desktop.minimizeWindow Desktop.resizeWindow Desktop.closeWindow',
    'windows obey; their ids are numbers, which the types of the SDK call strings',
    async (context) => {
      const first = await there.terminal(context, 'First');
      const second = await there.terminal(context, 'Second');
      assert.ok(Number.isInteger(first.id) && Number.isInteger(second.id) && first.pid > 0);
      await there.window('First', ({ is_active: active, focused }) =>
        assert.deepEqual([active, focused], [false, false]),
      );
      await desktop.focusWindow(String(first.id));
      await there.window('First', ({ is_active: active, focused }) =>
        assert.deepEqual([active, focused], [true, true]),
      );
      await desktop.keyboardType('echo $WINDOWID > /tmp/focused\n');
      await eventually(async () => assert.equal(await sandbox.files.read('/tmp/focused'), `${first.id}\n`));
      await desktop.resizeWindow(String(second.id), 500, 300);
      await there.window('Second', ({ width, height }) => {
        // A terminal is as wide as whole letters
        assert.ok(width > 470 && width <= 500 && height > 260 && height <= 300, `${width}x${height}`);
      });
      await desktop.minimizeWindow(String(second.id));
      await there.window('Second', (window) => assert.equal(window.is_minimized, true));
      await desktop.closeWindow(String(first.id));
      await eventually(async () =>
        assert.deepEqual(
          (await desktop.listWindows()).map(({ title }) => title),
          ['Second'],
        ),
      );
    },
  );

  uses(
    'Desktop.closeWindow Desktop.captureWindow Desktop.keyboardPress Desktop.ocr',
    'what is not there is told, but for what is asked for as bytes [J14]',
    async () => {
      await assert.rejects(desktop.closeWindow('12345'), { statusCode: 404, code: 'RESOURCE_NOT_FOUND' });
      await assert.rejects(desktop.captureWindow('12345'), { statusCode: 404, code: undefined });
      const mistakes = [
        () => desktop.closeWindow('Notes'),
        () => desktop.keyboardPress('NoSuchKey'),
        () => desktop.ocr(0, 0, 100, 100, { language: 'xyz' }),
      ];
      for (const mistake of mistakes) {
        await assert.rejects(mistake, { name: 'APIError', statusCode: 400, code: 'INVALID_REQUEST' });
      }
    },
  );

  uses(
    'Desktop.getDisplayInfo Desktop.getAvailableResolutions Desktop.setResolution Desktop.screenshot',
    'the screen has the size that it is given',
    async () => {
      const before = await desktop.getDisplayInfo();
      assert.deepEqual([before.width, before.height, before.depth], [1280, 720, 24]);
      const resolutions = await desktop.getAvailableResolutions();
      for (const pair of [
        [1280, 720],
        [800, 600],
      ]) {
        assert.ok(
          resolutions.some((each) => String(each) === String(pair)),
          String(pair),
        );
      }
      for (const [width, height] of [
        [800, 600],
        [1280, 720],
      ]) {
        await desktop.setResolution(width, height);
        const info = await desktop.getDisplayInfo();
        assert.deepEqual([info.width, info.height], [width, height]);
        const shown = await desktop.screenshot();
        assert.deepEqual(sizeOf(Buffer.from(shown.image, 'base64')), [width, height]);
      }
      await assert.rejects(desktop.setResolution(1, 1), { statusCode: 400, code: 'INVALID_REQUEST' });
    },
  );

  uses(
    'Desktop.screenshot Desktop.captureWindow',
    'the screen comes as JSON and a window as bytes, each of its size',
    async (context) => {
      const empty = await desktop.screenshot();
      const { id, width, height } = await there.terminal(context, 'Shown');
      const shown = await desktop.screenshot();
      assert.deepEqual([shown.format, shown.width, shown.height], ['png', 1280, 720]);
      assert.deepEqual(sizeOf(Buffer.from(shown.image, 'base64')), [1280, 720]);
      assert.notEqual(shown.image, empty.image);
      assert.deepEqual(sizeOf(await desktop.captureWindow(String(id))), [width, height]);
      assert.deepEqual(sizeOf(await desktop.captureWindow()), [width, height]);
    },
  );

  uses('Desktop.screenshotRegion', 'the bytes of a part are decoded as text by the SDK, and lost [J15]', async () => {
    const { type, bytes } = await there.bytes('/desktop/screenshot/region', { x: 10, y: 20, width: 300, height: 200 });
    assert.equal(type, 'image/png');
    assert.deepEqual(sizeOf(bytes), [300, 200]);
    const image = await desktop.screenshotRegion(10, 20, 300, 200);
    assert.ok(image.equals(asText(bytes)));
    assert.throws(() => sizeOf(image), /is a PNG/);
  });

  uses(
    'Desktop.startRecording Desktop.getRecordingStatus Desktop.stopRecording Desktop.downloadRecording',
    'a video is made, and its bytes are decoded as text by the SDK [J15]',
    async () => {
      const file = '/workspace/film.mp4';
      await desktop.startRecording(file);
      const begun = await desktop.getRecordingStatus();
      assert.deepEqual([begun.recording, begun.status, begun.file_path], [true, 'recording', file]);
      await assert.rejects(desktop.startRecording(), { statusCode: 409 });
      await eventually(async () => assert.ok((await desktop.getRecordingStatus()).duration > 1.2));
      await desktop.stopRecording();
      const ended = await desktop.getRecordingStatus();
      assert.deepEqual([ended.recording, ended.status, ended.format], [false, 'stopped', 'mp4']);
      assert.equal(ended.recording_id, begun.recording_id);
      assert.ok(Date.parse(ended.end_time) > Date.parse(ended.start_time));
      const { type, bytes } = await there.bytes(`/desktop/recording/${ended.recording_id}/download`);
      assert.deepEqual([type, bytes.length], ['video/mp4', ended.file_size]);
      assert.ok(bytes.equals(await sandbox.files.download(file)));
      const frames = await sandbox.commands.run(`ffmpeg -nostdin -v error -stats -i ${file} -f null -`);
      assert.equal(frames.exit_code, 0, frames.stderr);
      assert.match(frames.stderr, /frame= *[1-9]\d/);
      assert.ok((await desktop.downloadRecording(ended.recording_id)).equals(asText(bytes)));
    },
  );

  uses(
    'Desktop.startRecording Desktop.downloadRecording',
    'a recording has its place and its id, which is not encoded by the SDK [J17]',
    async () => {
      await assert.rejects(desktop.startRecording('/etc/film.mp4'), { statusCode: 400, code: 'INVALID_REQUEST' });
      await assert.rejects(desktop.downloadRecording('none'), { statusCode: 404, message: /no recording none/ });
      await assert.rejects(desktop.downloadRecording('a/b'), { statusCode: 404, message: /no GET .*\/a\/b\/download/ });
    },
  );

  uses(
    'Desktop.startVnc Desktop.getVncInfo Desktop.getVncUrl Desktop.stopVnc',
    'a viewer is greeted at the URL and asked for a password, all by the GET of the SDK [J16]',
    async () => {
      const started = await desktop.startVnc();
      assert.ok(started.password.length >= 8);
      assert.deepEqual(await desktop.getVncInfo(), started);
      const url = new URL(await desktop.getVncUrl());
      assert.deepEqual([url.protocol, url.href, Number(url.port)], ['vnc:', started.url, started.port]);
      assert.deepEqual(await viewed(url), { version: 'RFB 003.008\n', asksFor: [2] });
      await desktop.stopVnc();
      assert.equal(await desktop.getVncUrl(), '');
      await assert.rejects(viewed(url), { code: 'ECONNREFUSED' });
    },
  );

  uses('Desktop.getDebugLogs Desktop.getDebugProcesses', 'what makes the desktop is told', async () => {
    await desktop.startVnc();
    const processes = await desktop.getDebugProcesses();
    for (const name of ['Xvfb', 'x11vnc']) {
      const process = processes.find((each) => each.name === name);
      assert.ok(process?.pid > 0 && process.command.includes(name), `${name} in ${JSON.stringify(processes)}`);
    }
    await eventually(async () => assert.ok((await desktop.getDebugLogs()).some((line) => line.includes('x11vnc'))));
    await desktop.stopVnc();
    const names = (await desktop.getDebugProcesses()).map(({ name }) => name);
    assert.ok(!names.includes('x11vnc'));
  });

  test('Every public method of Desktop is used on one that is there', () => {
    const all = [...publicMembers()].filter((name) => name.startsWith('Desktop.'));
    assert.deepEqual(
      all.filter((name) => !used.has(name)),
      [],
    );
  });
});
