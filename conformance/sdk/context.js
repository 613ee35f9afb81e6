// What the cases have in common: the server, and sandboxes that die with their case.
import { setTimeout as pause } from 'node:timers/promises';

import sdk from './sdk.js';
import { API_KEY } from '../server.js';

const EVENTUALLY_MILLIS = 10_000;

let baseURL;

export function useServer(url) {
  baseURL = url;
  // The SDK's HTTP client takes proxies from the environment
  process.env.NO_PROXY = process.env.no_proxy = new URL(url).hostname;
  delete process.env.HOPX_API_KEY;
}

/** The options that tell the SDK where the server is. */
export function access() {
  return { apiKey: API_KEY, baseURL };
}

/** A client of the control plane, for what the SDK has no method for. */
export function controlPlane() {
  return new sdk.HTTPClient(access());
}

/** Creates a sandbox for the time of a case. */
export async function sandboxFor(context, options = {}) {
  const sandbox = await sdk.Sandbox.create({ template: 'code-interpreter', ...access(), ...options });
  context.after(() => killed(sandbox));
  return sandbox;
}

async function killed(sandbox) {
  try {
    await sandbox.kill();
  } catch (error) {
    if (!(error instanceof sdk.SandboxExpiredError)) {
      throw error;
    }
  }
}

/** Repeats a check until it passes. */
export async function eventually(check) {
  const end = Date.now() + EVENTUALLY_MILLIS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await pause(20);
  }
}
