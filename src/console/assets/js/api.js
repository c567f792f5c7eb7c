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

/** What came after its session had ended, and is nobody's: whoever is here by then may be somebody else. */
export class LateAnswer extends Error {}

/** How long an answer is waited for. */
const PATIENCE_MS = 60_000;

/**
 * Calls an action, such as `tracker/group/list`, and gives its answer. A refusal is thrown as an `ApiError`; one that
 * says that the session has ended ends it here too.
 */
export async function call(action, parameters = {}) {
  const { hash } = session;
  try {
    const answer = await ask(hash, action, parameters);
    if (session.hash === hash) return answer;
  } catch (error) {
    if (session.hash === hash) {
      if (hash && ENDED.includes(error.code)) session.end(error);
      throw error;
    }
  }
  throw new LateAnswer('This was asked in a session that has ended.');
}

/** Logs out: here at once, whatever becomes of it, and then on the server. What is thrown says that it was not told. */
export async function logOut() {
  const telling = ask(session.hash, 'user/logout');
  session.end();
  try {
    await telling;
  } catch (error) {
    if (!ENDED.includes(error.code)) throw error;
  }
}

async function ask(hash, action, parameters = {}) {
  const headers = { 'Content-Type': 'application/json', 'NVX-ISO-DateTime': 'true' };
  if (hash) headers.Authorization = `NVX ${hash}`;
  const answer = await send(action, { method: 'POST', headers, body: JSON.stringify(parameters) });
  if (!answer.success) throw new ApiError(answer);
  return answer;
}

async function send(action, request) {
  let response;
  try {
    response = await fetch(new URL(action, BASE), { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    return await response.json();
  } catch ({ name }) {
    throw new Error(
      REASONS[name]?.(response) ?? 'The server cannot be reached. Is it running, and is this machine online?',
    );
  }
}

/** Why there is no answer, by the names of the browser's errors. */
const REASONS = {
  TimeoutError: () =>
    'The server has not answered in time. What it was asked may have been done all the same: look again.',
  SyntaxError: ({ status }) => `What came back is no answer of the API (HTTP ${status}).`,
};
