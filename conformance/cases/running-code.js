import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { sandboxFor } from '../context.js';

describe('Running code', () => {
  test('runCode prints', async (context) => {
    const sandbox = await sandboxFor(context);
    const result = await sandbox.runCode('print(6 * 7)');
    assert.equal(result.stdout, '42\n');
  });
});
