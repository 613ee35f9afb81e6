import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';

import { covers } from '../case.js';
import { access } from '../context.js';
import sdk from '../sdk.js';

const { DesktopNotAvailableError, Sandbox } = sdk;

// A call of every method. The server has no desktop: each must say so, in the way that the SDK understands at once
const CALLS = {
  startVnc: [],
  stopVnc: [],
  getVncInfo: [],
  getVncUrl: [],
  mouseClick: [10, 20, { button: 'right', clicks: 2 }],
  mouseMove: [10, 20],
  mouseDrag: [1, 2, 3, 4],
  mouseScroll: [10, 20, -3],
  keyboardType: ['Hello'],
  keyboardPress: ['Return'],
  keyboardCombination: [['ctrl', 'c']],
  getClipboard: [],
  setClipboard: ['text'],
  getClipboardHistory: [],
  screenshot: [],
  screenshotRegion: [0, 0, 10, 10],
  startRecording: ['/workspace/film.mp4'],
  stopRecording: [],
  getRecordingStatus: [],
  downloadRecording: ['rec_1'],
  listWindows: [],
  focusWindow: ['1'],
  closeWindow: ['1'],
  minimizeWindow: ['1'],
  resizeWindow: ['1', 100, 100],
  getDisplayInfo: [],
  setResolution: [800, 600],
  getAvailableResolutions: [],
  ocr: [0, 0, 10, 10, { language: 'eng' }],
  findElement: ['OK'],
  waitFor: ['OK', 1],
  dragDrop: [1, 2, 3, 4],
  getBounds: ['OK'],
  hotkey: [['ctrl'], 'c'],
  getDebugLogs: [],
  getDebugProcesses: [],
};

describe('Desktop', () => {
  let sandbox;

  before(async () => {
    sandbox = await Sandbox.create({ template: 'base', ...access() });
  });

  after(() => sandbox.kill());

  for (const [name, args] of Object.entries(CALLS)) {
    covers(`Sandbox.desktop Desktop.${name}`, 'is not available', async () => {
      await assert.rejects(sandbox.desktop[name](...args), (error) => {
        assert.ok(error instanceof DesktopNotAvailableError, String(error));
        assert.deepEqual([error.code, error.statusCode], ['DESKTOP_NOT_AVAILABLE', 400]);
        assert.match(error.requestId, /^req_/);
        return true;
      });
    });
  }

  covers('Desktop.captureWindow', 'is not available either, which the SDK cannot tell from bytes [J14]', async () => {
    for (const args of [[], ['1']]) {
      await assert.rejects(sandbox.desktop.captureWindow(...args), {
        name: 'APIError',
        statusCode: 400,
        code: undefined,
      });
    }
  });
});
