import { h } from '../dom.js';
import { NO_GROUP, fleet } from '../fleet.js';
import { openDialog } from './dialog.js';

/** Asks for a group, and gives its id; nothing if it was called off. */
export async function chooseGroup(title) {
  let chosen;
  const list = h('muster-group-list');
  list.isAlwaysSearched = true;
  list.ids = () => [NO_GROUP, ...fleet.groups.keys()];
  list.addEventListener('choose', ({ detail }) => {
    chosen = detail;
    list.closest('dialog').close();
  });
  await openDialog({ title, content: list, isLarge: true });
  return chosen;
}
