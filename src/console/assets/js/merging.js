/**
 * What one person changes, put over what others have changed meanwhile. The API replaces whole things, and a console that
 * has been open for hours must not send back what it was told hours ago.
 */

import { call } from './api.js';

/** A thing as its list has it now; one that is gone is given as it was, and the server says that it is gone. */
export async function latest(listing, known) {
  const { list } = await call(listing);
  return list.find(({ id }) => id === known.id) ?? known;
}

/** Those properties that are not as they were. */
export function changed(before, after) {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
}
