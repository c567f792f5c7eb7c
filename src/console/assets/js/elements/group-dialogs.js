import { SWATCHES } from '../color.js';
import { h } from '../dom.js';
import { NO_GROUP, fleet } from '../fleet.js';
import { VirtualRows } from '../virtual-rows.js';
import { GONE, count } from '../words.js';
import { field, openDialog } from './dialog.js';
import { fillGroup, groupButton } from './group-row.js';
import { tell } from './notices.js';

const MOST_CHARACTERS = 60;

/** Asks for a title and a colour. */
function groupForm(title, color) {
  const name = h('input', {
    value: title,
    maxlength: MOST_CHARACTERS,
    required: true,
    autofocus: true,
    autocomplete: 'off',
  });
  const picker = h('muster-color-field', { value: color });
  const sample = () => picker.show(name.value);
  name.addEventListener('input', sample);
  return { name, picker, content: [field('Title', name), picker], sample };
}

export async function createGroup() {
  const color = SWATCHES[fleet.groups.size % SWATCHES.length][1];
  const form = groupForm('', color);
  const run = () => fleet.createGroup(form.name.value, form.picker.value);
  const made = openDialog({ title: 'New group', content: form.content, action: 'Create', run });
  form.sample();
  if (await made) tell(`Created ${form.name.value}.`);
}

export async function editGroup(group) {
  const form = groupForm(group.title, group.color);
  const run = () => fleet.updateGroup(group, { title: form.name.value, color: form.picker.value });
  const changed = openDialog({ title: `Edit ${group.title}`, content: form.content, action: 'Save', run });
  form.sample();
  if (await changed) tell(`Saved ${fleet.titleOf(group.id)}.`);
}

/** Says first how many trackers it ungroups, as the server knows it now; whether it is gone, by this or before. */
export async function deleteGroup({ id, title }) {
  const isDone = await openDialog({
    title: `Delete ${title}?`,
    content: async () => {
      await fleet.load();
      if (!fleet.groups.has(id)) throw new Error(GONE);
      return h('p', {}, effectOfDeleting(fleet.countOf(id)));
    },
    action: 'Delete group',
    isDangerous: true,
    run: () => fleet.deleteGroup(id),
  });
  if (isDone) tell(`Deleted ${title}.`);
  return !fleet.groups.has(id);
}

function effectOfDeleting(trackers) {
  if (trackers === 0) return 'It has no trackers.';
  return `${count(trackers, 'tracker')} will be in no group afterwards. No tracker is deleted.`;
}

/** Asks for a group, and gives its id; nothing if it was called off. */
export async function chooseGroup(title) {
  let found = [];
  let chosen;
  const search = h('input', { type: 'search', autofocus: true, autocomplete: 'off' });
  const canvas = h('ul', { class: 'canvas', role: 'list', 'aria-label': 'Groups' });
  const scroller = h('div', { class: 'scroller' }, canvas);
  const rows = new VirtualRows(scroller, canvas, {
    keyOf: (place) => found[place].id,
    create: () => {
      const row = h(
        'li',
        { class: 'group' },
        groupButton(() => {
          chosen = row.groupId;
          row.closest('dialog').close();
        }),
      );
      return row;
    },
    fill: (row, place) => {
      const group = found[place];
      row.groupId = group.id;
      fillGroup(row, row.firstChild, group, fleet.countOf(group.id));
    },
  });
  const find = () => {
    found = groupsNamed(search.value);
    rows.show(found.length);
  };
  search.addEventListener('input', find);
  const closed = openDialog({ title, content: [field('Find a group', search), scroller], isLarge: true });
  find();
  await closed;
  return chosen;
}

function groupsNamed(part) {
  const wanted = part.trim().toLowerCase();
  const all = [{ id: NO_GROUP, title: fleet.titleOf(NO_GROUP) }, ...fleet.groups.values()];
  return all.filter(({ title }) => title.toLowerCase().includes(wanted));
}
