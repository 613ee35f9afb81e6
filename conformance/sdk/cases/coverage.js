// Comes last: a new version of the SDK must not bring methods that nobody looks at.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { coveredMembers } from '../case.js';
import { publicMembers } from '../sdk.js';

// Classes that the SDK exports and never makes, neither from an answer nor otherwise
const NEVER_MADE = new Set(['RecordingInfoImpl', 'DisplayInfoImpl', 'VNCInfoImpl', 'CommandResultImpl']);

test('Every public method of the SDK is covered', () => {
  const left = [...publicMembers()].filter(
    (name) => !NEVER_MADE.has(name.split('.')[0]) && !coveredMembers().has(name),
  );
  assert.deepEqual(left, []);
});

test('Every covered method is one of the SDK', () => {
  assert.deepEqual(
    [...coveredMembers()].filter((name) => !publicMembers().has(name)),
    [],
  );
});
