import { SWATCHES } from '../color.js';
import { h, say } from '../dom.js';
import { fleet } from '../fleet.js';
import { GONE, count } from '../words.js';
import { field, openDialog } from './dialog.js';
import { tell } from './notices.js';

const MOST_CHARACTERS = 60;

/** Asks for a title and a colour. */
function groupForm(title, color) {
  const name = h('input', { value: title, required: true, autofocus: true, autocomplete: 'off', dir: 'auto' });
  const picker = h('muster-color-field', { value: color });
  const sample = () => {
    name.setCustomValidity(faultOf(name.value));
    picker.show(name.value);
  };
  name.addEventListener('input', sample);
  return { name, picker, content: [field('Title', name), picker], sample };
}

/**
 * A title without the blanks around it, which nobody sees and which would make it another one, and come first in
 * lists.
 */
const titleIn = (form) => form.name.value.trim();

/** What is wrong with a title. Characters are counted as the server does, for which an emoji is one and not two. */
function faultOf(text) {
  const characters = [...text.trim()].length;
  if (characters === 0) return 'A title has something to be read in it.';
  if (characters <= MOST_CHARACTERS) return '';
  return `A title has ${MOST_CHARACTERS} characters at most, and these are ${characters}.`;
}

export async function createGroup() {
  const color = SWATCHES[fleet.groups.size % SWATCHES.length][1];
  const form = groupForm('', color);
  const run = () => fleet.createGroup(titleIn(form), form.picker.value);
  const made = openDialog({ title: 'New group', content: form.content, action: 'Create', run });
  form.sample();
  if (await made) tell(say`Created ${titleIn(form)}.`);
}

export async function editGroup(group) {
  const form = groupForm(group.title, group.color);
  const run = () => fleet.updateGroup(group, { title: titleIn(form), color: form.picker.value });
  const changed = openDialog({ title: say`Edit ${group.title}`, content: form.content, action: 'Save', run });
  form.sample();
  if (await changed) tell(say`Saved ${fleet.titleOf(group.id)}.`);
}

/** Says first how many trackers it ungroups, as the server knows it now; whether it is gone, by this or before. */
export async function deleteGroup({ id, title }) {
  const isDone = await openDialog({
    title: say`Delete ${title}?`,
    content: async () => {
      await fleet.load();
      if (!fleet.groups.has(id)) throw new Error(GONE);
      return h('p', {}, effectOfDeleting(fleet.countOf(id)));
    },
    action: 'Delete group',
    isDangerous: true,
    run: () => fleet.deleteGroup(id),
  });
  if (isDone) tell(say`Deleted ${title}.`);
  return !fleet.groups.has(id);
}

function effectOfDeleting(trackers) {
  if (trackers === 0) return 'It has no trackers.';
  return `${count(trackers, 'tracker')} will be in no group afterwards. No tracker is deleted.`;
}
