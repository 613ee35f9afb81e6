// The SDK, watched: which of its public methods exist, and which ones a case has called.
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import * as original from '@hopx-ai/sdk';

const TYPES = readFileSync(fileURLToPath(new URL('./index.d.ts', import.meta.resolve('@hopx-ai/sdk'))), 'utf8');

const calls = new AsyncLocalStorage();
const publicNames = new Set();

const sdk = {};
for (const [name, value] of Object.entries(original)) {
  if (name === 'default' || typeof value !== 'function') {
    sdk[name] = value;
  } else if (/^class\b/.test(Function.prototype.toString.call(value))) {
    const hidden = privateMembers(name);
    watchMembers(value.prototype, name, hidden);
    watchMembers(value, name, hidden);
    sdk[name] = value;
  } else {
    sdk[name] = watched(name, value);
  }
}
export default sdk;

/** The names of all public functions, methods and accessors, such as `Files.read`. */
export function publicMembers() {
  return publicNames;
}

/** Runs the body of a case and resolves to the names of the members that it called. */
export async function callsOf(body) {
  const called = new Set();
  await calls.run(called, body);
  return called;
}

function watchMembers(owner, type, hidden) {
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
    if (name === 'constructor' || hidden.has(name)) {
      continue;
    }
    const full = `${type}.${name}`;
    if (member.get) {
      Object.defineProperty(owner, name, { ...member, get: watched(full, member.get) });
    } else if (typeof member.value === 'function' && member.writable) {
      Object.defineProperty(owner, name, { ...member, value: watched(full, member.value) });
    }
  }
}

function watched(name, member) {
  publicNames.add(name);
  return function (...args) {
    calls.getStore()?.add(name);
    return member.apply(this, args);
  };
}

function privateMembers(type) {
  const body = new RegExp(`^declare class ${type}\\b[^]*?^\\}`, 'm').exec(TYPES)?.[0] ?? '';
  return new Set(Array.from(body.matchAll(/^\s+private (?:static )?(\w+)/gm), ([, name]) => name));
}
