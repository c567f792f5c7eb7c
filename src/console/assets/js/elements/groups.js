import { button, h, iconButton } from '../dom.js';
import { dragged, isDragging } from '../drag.js';
import { ALL, NO_GROUP, fleet } from '../fleet.js';
import { moveTo } from '../moving.js';
import { createGroup, deleteGroup, editGroup } from './group-dialogs.js';

/** The account's groups, to choose one, to change it, and to drop trackers on. */
export class GroupsElement extends HTMLElement {
  #chosen;
  #heading = h('h2', { tabindex: -1 }, 'Groups');
  #list = h('muster-group-list');

  connectedCallback() {
    const create = button('New group', createGroup, { picture: 'plus' });
    Object.assign(this.#list, {
      ids: () => [ALL, NO_GROUP, ...fleet.groups.keys()],
      furnish: (row) => this.#furnish(row),
      adorn: (row) => this.#adorn(row),
    });
    this.#list.addEventListener('choose', ({ detail }) => this.#tell(detail));
    this.append(h('header', {}, this.#heading, create), this.#list);
  }

  /** Marks the group whose trackers are shown. */
  choose(id) {
    if (id === this.#chosen) return;
    this.#chosen = id;
    this.#list.show();
    this.#list.point(id);
  }

  focusHeading() {
    this.#heading.focus();
  }

  #furnish(row) {
    const changes = h(
      'span',
      { class: 'changes' },
      iconButton('pencil', '', { onclick: () => editGroup(fleet.groups.get(row.groupId)) }),
      iconButton('bin', '', { onclick: () => this.#delete(row.groupId) }),
    );
    row.append(changes);
    row.addEventListener('dragover', (event) => this.#dragOver(event, row));
    row.addEventListener('dragleave', () => row.classList.remove('over'));
    row.addEventListener('drop', (event) => this.#drop(event, row));
  }

  #adorn({ groupId: id, children: [choose, changes] }) {
    choose.setAttribute('aria-current', id === this.#chosen);
    changes.hidden = !fleet.groups.has(id);
    const [edit, remove] = changes.children;
    for (const [button, deed] of [
      [edit, 'Edit'],
      [remove, 'Delete'],
    ]) {
      const label = `${deed} ${fleet.titleOf(id)}`;
      button.setAttribute('aria-label', label);
      button.title = label;
    }
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }

  /** The row goes with its group, so the focus goes to what is left. */
  async #delete(id) {
    if (await deleteGroup(fleet.groups.get(id))) this.focusHeading();
  }

  #dragOver(event, row) {
    if (!isDragging() || row.groupId === ALL) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    row.classList.add('over');
  }

  #drop(event, row) {
    event.preventDefault();
    row.classList.remove('over');
    moveTo(row.groupId, dragged());
  }
}
