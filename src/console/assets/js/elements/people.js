import { call } from '../api.js';
import { button, h } from '../dom.js';
import { RIGHTS } from '../rights.js';
import { byName, count } from '../words.js';
import { ViewElement, card, section } from './view.js';
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
    return section({
      title: 'People',
      action: this.#opening('New sub-user', () => editPerson(undefined, roles), { look: 'primary', picture: 'plus' }),
      about: 'A sub-user sees the trackers that you give it, and does what its role allows.',
      items: people.map((person) => this.#person(person, roles)),
      none: 'There are no sub-users.',
    });
  }

  #person(person, roles) {
    const name = nameOf(person);
    const role = roles.find(({ id }) => id === person.security_group_id)?.label ?? 'no role, so it may only look';
    return card(
      [name, !person.activated && h('span', { class: 'tag' }, 'may not log in')],
      name === person.login ? role : `${person.login} · ${role}`,
      this.#opening('Trackers', () => editSight(person), { picture: 'eye', name: `Trackers that ${name} sees` }),
      this.#opening('Edit', () => editPerson(person, roles), { picture: 'pencil', name: `Edit ${name}` }),
      this.#opening('Delete', () => deletePerson(person), { picture: 'bin', name: `Delete ${name}` }),
    );
  }

  #roles(people, roles) {
    const members = (role) => people.filter((person) => person.security_group_id === role.id).length;
    return section({
      title: 'Roles',
      action: this.#opening('New role', () => editRole(), { picture: 'plus' }),
      about: 'A role is a list of rights. A change of it holds at once, for those who are logged in too.',
      items: roles.map((role) => this.#role(role, members(role))),
      none: 'There are no roles.',
    });
  }

  #role(role, members) {
    const held = role.privileges.rights.map((right) => RIGHTS[right] ?? right);
    return card(
      role.label,
      `${count(members, 'member')} · ${held.join(', ') || 'no rights'}`,
      this.#opening('Edit', () => editRole(role), { picture: 'pencil', name: `Edit ${role.label}` }),
      this.#opening('Delete', () => deleteRole(role, members), { picture: 'bin', name: `Delete ${role.label}` }),
    );
  }

  /** A button that opens a dialog; what that has changed, or was refused because of, is then shown. */
  #opening(text, open, details) {
    const act = async () => {
      await open();
      this.reload();
    };
    return button(text, act, details);
  }
}
