import { call } from '../api.js';
import { h, say } from '../dom.js';
import { fleet } from '../fleet.js';
import { changed, latest } from '../merging.js';
import { Selection } from '../selection.js';
import { count, number } from '../words.js';
import { field, openDialog, tickBox } from './dialog.js';
import { complain, tell } from './notices.js';

export const nameOf = ({ first_name: first, last_name: last, login }) => `${first} ${last}`.trim() || login;

/** Asks who a sub-user is, for a new one with a password; whether anything was done. What has no value may stay so. */
export async function editPerson(person, roles) {
  const known = (name) => ({ value: person?.[name], required: person?.[name] !== '' });
  const inputs = {
    first_name: h('input', { ...known('first_name'), autofocus: true, autocomplete: 'off' }),
    last_name: h('input', { ...known('last_name'), autocomplete: 'off' }),
    login: h('input', { ...known('login'), autocomplete: 'off', autocapitalize: 'none' }),
    phone: h('input', {
      type: 'tel',
      ...known('phone'),
      pattern: '[0-9]{10,15}',
      autocomplete: 'off',
    }),
  };
  const password = h('input', {
    type: 'password',
    required: true,
    minlength: 6,
    maxlength: 20,
    autocomplete: 'new-password',
  });
  const role = h('select', {}, roleOptions(roles, person));
  const activated = h('input', { type: 'checkbox', checked: person?.activated ?? true });
  const content = [
    h('div', { class: 'pair' }, field('First name', inputs.first_name), field('Last name', inputs.last_name)),
    field('Login', inputs.login, 'An e-mail address, for instance.'),
    !person && field('Password', password, '6 to 20 characters.'),
    field('Phone', inputs.phone, '10 to 15 digits.'),
    field('Role', role),
    tickBox('May log in', activated),
  ];
  const run = () => save(person, inputs, { role, activated, password });
  const title = person ? say`Edit ${nameOf(person)}` : 'New sub-user';
  const isDone = await openDialog({ title, content, action: person ? 'Save' : 'Create', run });
  if (isDone) tell(person ? say`Saved ${nameOf(person)}.` : say`Created ${inputs.login.value}.`);
  return isDone;
}

function roleOptions(roles, person) {
  const option = (value, label, selected) => h('option', { value, selected }, label);
  const none = option('', 'None: it may only look', !person?.security_group_id);
  return [none, ...roles.map(({ id, label }) => option(String(id), label, id === person?.security_group_id))];
}

/** What is not asked here, or was not changed here, is sent as it is now. */
async function save(person, inputs, { role, activated, password }) {
  const said = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value])),
    security_group_id: role.value ? Number(role.value) : null,
    activated: activated.checked,
  };
  if (!person) {
    return call('subuser/register', { user: { legal_type: 'individual', ...said }, password: password.value });
  }
  const { creation_date: _, ...known } = await latest('subuser/list', person);
  return call('subuser/update', { user: { ...known, ...changed(person, said) } });
}

export async function deletePerson(person) {
  const name = nameOf(person);
  const isDone = await openDialog({
    title: say`Delete ${name}?`,
    content: h('p', {}, 'It is logged out everywhere and cannot log in again. What it has changed stays.'),
    action: 'Delete sub-user',
    isDangerous: true,
    run: () => call('subuser/delete', { subuser_id: person.id }),
  });
  if (isDone) tell(say`Deleted ${name}.`);
  return isDone;
}

/** Asks which trackers a sub-user sees. */
export async function editSight(person) {
  let before;
  try {
    before = new Set((await call('subuser/tracker/list', { subuser_id: person.id })).list);
  } catch (error) {
    complain(error);
    return undefined;
  }
  const selection = new Selection();
  const picker = h('muster-picker');
  Object.assign(picker, { selection, isAdding: true, trackers: fleet.trackers });
  const effect = h('p', { role: 'status' });
  selection.addEventListener('change', () => {
    effect.textContent = effectOn(before, new Set(selection.ids));
  });
  const run = () => saveSight(person, before, new Set(selection.ids));
  const closed = openDialog({
    title: say`Trackers that ${nameOf(person)} sees`,
    content: [picker, effect],
    action: 'Save',
    isLarge: true,
    run,
  });
  selection.set([...before]);
  const isDone = await closed;
  if (isDone) tell(say`${nameOf(person)} sees ${count(selection.size, 'tracker')}.`);
  return isDone;
}

/** What saving does, said before it is done: what is taken away may be out of sight. */
function effectOn(before, after) {
  const [added, removed] = [after.difference(before).size, before.difference(after).size];
  if (added + removed === 0) return 'Nothing changes.';
  if (removed === 0) return `Adds ${count(added, 'tracker')}.`;
  if (added === 0) return `Takes away ${count(removed, 'tracker')}.`;
  return `Adds ${count(added, 'tracker')}, takes away ${number(removed)}.`;
}

async function saveSight({ id }, before, after) {
  const [added, removed] = [after.difference(before), before.difference(after)];
  if (added.size > 0) await call('subuser/tracker/bind', { subuser_id: id, trackers: [...added] });
  if (removed.size > 0) await call('subuser/tracker/unbind', { subuser_id: id, trackers: [...removed] });
}
