// What the cases have in common: the server, and sandboxes that die with their case.
import { Sandbox } from '@hopx-ai/sdk';

import { API_KEY } from './server.js';

let baseURL;

export function useServer(url) {
  baseURL = url;
  // The SDK's HTTP client takes proxies from the environment
  process.env.NO_PROXY = process.env.no_proxy = new URL(url).hostname;
}

/** The options that tell the SDK where the server is. */
export function access() {
  return { apiKey: API_KEY, baseURL };
}

/** Creates a sandbox for the time of a case. */
export async function sandboxFor(context, options = {}) {
  const sandbox = await Sandbox.create({ template: 'code-interpreter', ...access(), ...options });
  context.after(() => sandbox.kill());
  return sandbox;
}
