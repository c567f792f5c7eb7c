import { call } from '../api.js';
import { h, say } from '../dom.js';
import { changed, latest } from '../merging.js';
import { RIGHTS } from '../rights.js';
import { count } from '../words.js';
import { field, openDialog, tickBox } from './dialog.js';
import { tell } from './notices.js';

/** Asks what a role is called and which rights it holds; whether anything was done. */
export async function editRole(role) {
  const held = new Set(role?.privileges.rights);
  const name = h('input', { value: role?.label, required: true, maxlength: 255, autofocus: true, autocomplete: 'off' });
  const boxes = Object.keys(RIGHTS).map((right) =>
    h('input', { type: 'checkbox', value: right, checked: held.has(right) }),
  );
  const rights = boxes.map((box) => tickBox(RIGHTS[box.value], box));
  const run = () => (role ? change(role, name.value, boxes) : create(name.value, boxes));
  const isDone = await openDialog({
    title: role ? say`Edit ${role.label}` : 'New role',
    content: [field('Name', name), h('fieldset', { class: 'rights' }, h('legend', {}, 'Its members may'), rights)],
    action: role ? 'Save' : 'Create',
    run,
  });
  if (isDone) tell(say`Saved ${name.value}.`);
  return isDone;
}

function create(label, boxes) {
  const rights = boxes.filter((box) => box.checked).map((box) => box.value);
  return call('subuser/security_group/create', { group: { label, privileges: { rights } } });
}

/** Rights that were not ticked or unticked here stay as they are now. */
async function change(role, label, boxes) {
  const { id, privileges, ...known } = await latest('subuser/security_group/list', role);
  const rights = new Set(privileges.rights);
  for (const { value, checked, defaultChecked } of boxes) {
    if (checked && !defaultChecked) rights.add(value);
    if (!checked && defaultChecked) rights.delete(value);
  }
  const group = { id, ...known, ...changed(role, { label }), privileges: { ...privileges, rights: [...rights] } };
  return call('subuser/security_group/update', { group });
}

export async function deleteRole(role, members) {
  const effect = members === 0 ? 'It has no members.' : `${count(members, 'sub-user')} will have no rights afterwards.`;
  const isDone = await openDialog({
    title: say`Delete ${role.label}?`,
    content: h('p', {}, effect),
    action: 'Delete role',
    isDangerous: true,
    run: () => call('subuser/security_group/delete', { security_group_id: role.id }),
  });
  if (isDone) tell(say`Deleted ${role.label}.`);
  return isDone;
}
