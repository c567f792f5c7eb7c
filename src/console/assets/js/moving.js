/** Trackers moved from one group to another, however the person has asked for it. */

import { say } from './dom.js';
import { complain, tell } from './elements/notices.js';
import { NO_GROUP, fleet } from './fleet.js';
import { count } from './words.js';

/** Moves what is selected and says so, or says why not; whether it was done. What was moved is selected no longer. */
export async function moveTo(groupId, selection) {
  const { ids } = selection;
  try {
    await fleet.assign(groupId, ids);
  } catch (error) {
    complain(error);
    return false;
  }
  selection.clear();
  const moved = count(ids.length, 'tracker');
  if (groupId === NO_GROUP) tell(`Moved ${moved} out of their groups.`);
  else tell(say`Moved ${moved} to ${fleet.titleOf(groupId)}.`);
  return true;
}
