/** Trackers moved from one group to another, however the person has asked for it. */

import { complain, tell } from './elements/notices.js';
import { NO_GROUP, fleet } from './fleet.js';
import { count } from './words.js';

/** Moves trackers and says so, or says why not; whether it was done. */
export async function moveTo(groupId, trackerIds) {
  try {
    await fleet.assign(groupId, trackerIds);
  } catch (error) {
    complain(error);
    return false;
  }
  const where = groupId === NO_GROUP ? 'out of their groups' : `to ${fleet.titleOf(groupId)}`;
  tell(`Moved ${count(trackerIds.length, 'tracker')} ${where}.`);
  return true;
}
