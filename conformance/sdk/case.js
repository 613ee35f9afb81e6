import assert from 'node:assert/strict';
import { test } from 'node:test';

import { callsOf } from './sdk.js';

const TIMEOUT_MILLIS = 60_000;

const covered = new Set();

/**
 * A test that covers the named members of the SDK, such as 'Files.write Files.read'. It fails if it does not call each
 * of them. Where the SDK itself is wrong the title says so, and the test pins what happens.
 */
export function covers(members, title, body) {
  const names = members.split(' ');
  names.forEach((name) => covered.add(name));
  test(`${members}: ${title}`, { timeout: TIMEOUT_MILLIS }, async (context) => {
    const called = await callsOf(() => body(context));
    assert.deepEqual(
      names.filter((name) => !called.has(name)),
      [],
      'named and not called',
    );
  });
}

export function coveredMembers() {
  return covered;
}
