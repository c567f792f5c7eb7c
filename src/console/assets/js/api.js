/**
 * The public API, as any other client calls it. The session's hash goes in a header and never into an address, where
 * histories and logs would keep it.
 */

import { session } from './session.js';

/** The API stands beside the console, whatever prefix a proxy has put before both. */
const BASE = new URL('../', document.baseURI);

/** Failures after which nothing but a new login helps. */
const ENDED = [3, 4, 275];

/** A refusal by the server. */
export class ApiError extends Error {
  constructor({ status: { code, description }, errors = [] }) {
    super(description);
    this.code = code;
    this.fields = errors;
  }
}

/**
 * Calls an action, such as `tracker/group/list`, and gives its answer. A refusal is thrown as an `ApiError`; one that
 * says that the session has ended ends it here too.
 */
export async function call(action, parameters = {}) {
  const headers = { 'Content-Type': 'application/json', 'NVX-ISO-DateTime': 'true' };
  if (session.hash) headers.Authorization = `NVX ${session.hash}`;
  const answer = await send(action, { method: 'POST', headers, body: JSON.stringify(parameters) });
  if (answer.success) return answer;
  const error = new ApiError(answer);
  if (session.hash && ENDED.includes(error.code)) session.end(error);
  throw error;
}

async function send(action, request) {
  let response;
  try {
    response = await fetch(new URL(action, BASE), request);
  } catch {
    throw new Error('The server cannot be reached. Is it running, and is this machine online?');
  }
  try {
    return await response.json();
  } catch {
    throw new Error(`What came back is no answer of the API (HTTP ${response.status}).`);
  }
}
