import { button, h, iconButton } from '../dom.js';
import { dragged, isDragging } from '../drag.js';
import { NO_GROUP, fleet } from '../fleet.js';
import { moveTo } from '../moving.js';
import { VirtualRows } from '../virtual-rows.js';
import { createGroup, deleteGroup, editGroup } from './group-dialogs.js';
import { fillGroup, groupButton } from './group-row.js';

/** The account's groups as coloured rows, to choose one, to change it, and to drop trackers on. */
export class GroupsElement extends HTMLElement {
  /** The group whose trackers are shown, or `all`. */
  chosen = 'all';
  #ids = [];
  #rows;
  #heading = h('h2', { tabindex: -1 }, 'Groups');

  connectedCallback() {
    const create = button('New group', createGroup, { picture: 'plus' });
    const canvas = h('ul', { class: 'canvas', role: 'list', 'aria-label': 'Groups' });
    const scroller = h('div', { class: 'scroller' }, canvas);
    this.append(h('header', {}, this.#heading, create), scroller);
    this.#rows = new VirtualRows(scroller, canvas, {
      keyOf: (place) => this.#ids[place],
      create: () => this.#row(),
      fill: (row, place) => this.#fill(row, place),
    });
  }

  choose(id) {
    this.chosen = id;
    this.#ids = ['all', NO_GROUP, ...fleet.groups.keys()];
    this.#rows.show(this.#ids.length);
  }

  #row() {
    const row = h(
      'li',
      { class: 'group' },
      groupButton(() => this.#tell(row.groupId)),
      h(
        'span',
        { class: 'changes' },
        iconButton('pencil', '', { onclick: () => editGroup(fleet.groups.get(row.groupId)) }),
        iconButton('bin', '', { onclick: () => this.#delete(row.groupId) }),
      ),
    );
    row.addEventListener('dragover', (event) => this.#dragOver(event, row));
    row.addEventListener('dragleave', () => row.classList.remove('over'));
    row.addEventListener('drop', (event) => this.#drop(event, row));
    return row;
  }

  #fill(row, place) {
    const id = this.#ids[place];
    const title = id === 'all' ? 'All trackers' : fleet.titleOf(id);
    const color = fleet.groups.get(id)?.color;
    const [choose, changes] = row.children;
    row.groupId = id;
    row.setAttribute('aria-posinset', place + 1);
    row.setAttribute('aria-setsize', this.#ids.length);
    fillGroup(row, choose, { title, color }, id === 'all' ? fleet.trackers.length : fleet.countOf(id));
    choose.setAttribute('aria-current', id === this.chosen);
    changes.hidden = !color;
    const [edit, remove] = changes.children;
    for (const [button, label] of [
      [edit, `Edit ${title}`],
      [remove, `Delete ${title}`],
    ]) {
      button.setAttribute('aria-label', label);
      button.title = label;
    }
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }

  /** The row goes with its group, so the focus goes to what is left. */
  async #delete(id) {
    if (await deleteGroup(fleet.groups.get(id))) this.#heading.focus();
  }

  #dragOver(event, row) {
    if (!isDragging() || row.groupId === 'all') return;
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
