import { call } from '../api.js';
import { h, icon } from '../dom.js';
import { RIGHTS } from '../rights.js';
import { byName, count } from '../words.js';
import { ViewElement, section } from './view.js';
import { deletePerson, editPerson, editSight, nameOf } from './person-dialogs.js';
import { deleteRole, editRole } from './role-dialogs.js';

/** Sub-users: who may log in, what they see, and the roles from which they have their rights. */
export class PeopleElement extends ViewElement {
  static title = 'Sub-users';

  async load() {
    const [people, roles] = await Promise.all([call('subuser/list'), call('subuser/security_group/list')]);
    return { people: people.list.sort((a, b) => byName(nameOf(a), nameOf(b))), roles: roles.list };
  }

  content({ people, roles }) {
    return [this.#people(people, roles), this.#roles(people, roles)];
  }

  #people(people, roles) {
    const add = this.#button('New sub-user', () => editPerson(undefined, roles), 'button primary', 'plus');
    return section({
      title: 'People',
      action: add,
      about: 'A sub-user sees the trackers that you give it, and does what its role allows.',
      items: people.map((person) => this.#person(person, roles)),
      none: 'There are no sub-users.',
    });
  }

  #person(person, roles) {
    const name = nameOf(person);
    const role = roles.find(({ id }) => id === person.security_group_id);
    return h('li', { class: 'card' },
      h('div', {},
        h('h3', {}, name, !person.activated && h('span', { class: 'tag' }, 'may not log in')),
        h('p', { class: 'detail' }, name === person.login ? '' : `${person.login} · `, role ? role.label : 'no role, so it may only look')),
      h('div', { class: 'changes' },
        this.#button('Trackers', () => editSight(person), 'button', 'eye', `Trackers that ${name} sees`),
        this.#button('Edit', () => editPerson(person, roles), 'button', 'pencil', `Edit ${name}`),
        this.#button('Delete', () => deletePerson(person), 'button', 'bin', `Delete ${name}`)));
  }

  #roles(people, roles) {
    const add = this.#button('New role', () => editRole(), 'button', 'plus');
    const members = (role) => people.filter((person) => person.security_group_id === role.id).length;
    return section({
      title: 'Roles',
      action: add,
      about: 'A role is a list of rights. A change of it holds at once, for those who are logged in too.',
      items: roles.map((role) => this.#role(role, members(role))),
      none: 'There are no roles.',
    });
  }

  #role(role, members) {
    const held = role.privileges.rights.map((right) => RIGHTS[right] ?? right);
    return h('li', { class: 'card' },
      h('div', {}, h('h3', {}, role.label), h('p', { class: 'detail' }, `${count(members, 'member')} · ${held.join(', ') || 'no rights'}`)),
      h('div', { class: 'changes' },
        this.#button('Edit', () => editRole(role), 'button', 'pencil', `Edit ${role.label}`),
        this.#button('Delete', () => deleteRole(role, members), 'button', 'bin', `Delete ${role.label}`)));
  }

  /** A button that opens a dialog; what the dialog has changed is then shown. */
  #button(text, open, kind, picture, label) {
    const act = async () => {
      if (await open()) this.reload();
    };
    return h('button', { type: 'button', class: kind, 'aria-label': label, onclick: act }, icon(picture), text);
  }
}
