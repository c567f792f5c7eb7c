import { paint } from '../color.js';
import { h, icon } from '../dom.js';
import { fleet } from '../fleet.js';
import { VirtualRows } from '../virtual-rows.js';
import { number } from '../words.js';

/** So many groups are looked through as quickly as they are searched. */
const FEW = 20;

/**
 * Groups as coloured rows, to choose one, and a search if there are many. It has one stop of the tab key: arrows go
 * from row to row, and the tab key through the row's own buttons and on. It tells by a `choose` event which one was
 * chosen.
 */
export class GroupListElement extends HTMLElement {
  /** Gives the ids that there are, in their order. */
  ids = () => [];
  /** Whether it is searched however few there are, and at once. */
  isAlwaysSearched = false;
  /** What a row has besides its group: `furnish(row)` makes it, once, and `adorn(row)` fills it in. */
  furnish = () => {};
  adorn = () => {};
  #found = [];
  /** The id of the row that the tab key stops at. */
  #stop;
  #rows;
  #onChange = () => this.show();
  #search = h('input', {
    type: 'search',
    placeholder: 'Find a group',
    'aria-label': 'Find a group',
    autocomplete: 'off',
    dir: 'auto',
  });
  #searching = h('div', { class: 'search' }, icon('search'), this.#search);
  #empty = h('p', { class: 'empty', role: 'status' });
  #canvas = h('ul', { class: 'canvas', role: 'list', 'aria-label': 'Groups' });
  #scroller = h('div', { class: 'scroller' }, this.#canvas);

  connectedCallback() {
    this.#search.toggleAttribute('autofocus', this.isAlwaysSearched);
    this.append(this.#searching, this.#empty, this.#scroller);
    this.#rows = new VirtualRows(this.#scroller, this.#canvas, {
      keyOf: (place) => this.#found[place],
      create: () => this.#row(),
      fill: (row, place) => this.#fill(row, place),
    });
    this.#search.addEventListener('input', () => this.show());
    this.#search.addEventListener('keydown', (event) => this.#pressInSearch(event));
    this.#canvas.addEventListener('keydown', (event) => this.#press(event));
    this.#canvas.addEventListener('focusin', ({ target }) => this.#stopAt(target.closest('.group').groupId));
    fleet.addEventListener('change', this.#onChange);
    this.show();
  }

  disconnectedCallback() {
    fleet.removeEventListener('change', this.#onChange);
  }

  /** Shows the groups as they are now. */
  show() {
    const ids = this.ids();
    this.#searching.hidden = !this.isAlwaysSearched && ids.length <= FEW;
    const wanted = this.#searching.hidden ? '' : this.#search.value.trim().toLowerCase();
    this.#found = ids.filter((id) => fleet.titleOf(id).toLowerCase().includes(wanted));
    this.#empty.textContent = this.#found.length === 0 ? 'No group has that in its title.' : '';
    this.#stopAt(this.#found.includes(this.#stop) ? this.#stop : this.#found[0]);
  }

  /** Brings a group's row in sight; the tab key stops at it from now on. */
  point(id) {
    const place = this.#found.indexOf(id);
    if (place < 0) return;
    this.#stopAt(id);
    this.#rows.reveal(place);
  }

  #stopAt(id) {
    this.#stop = id;
    this.#rows.show(this.#found.length, this.#found.indexOf(id));
  }

  #row() {
    // The blanks do not show, but names are read out with them.
    const choose = h(
      'button',
      { type: 'button', class: 'choose', onclick: () => this.#choose(row.groupId) },
      h('span', { class: 'title', dir: 'auto' }),
      ' ',
      h('span', { class: 'count' }),
      ' ',
      h('span', { class: 'visually-hidden' }, 'trackers'),
    );
    const row = h('li', { class: 'group' }, choose);
    this.furnish(row);
    return row;
  }

  #fill(row, place) {
    const id = this.#found[place];
    const title = fleet.titleOf(id);
    const [choose] = row.children;
    row.groupId = id;
    row.setAttribute('aria-posinset', place + 1);
    row.setAttribute('aria-setsize', this.#found.length);
    paint(row, fleet.groups.get(id)?.color);
    choose.title = title;
    choose.children[0].textContent = title;
    choose.children[1].textContent = number(fleet.countOf(id));
    this.adorn(row);
    for (const button of row.querySelectorAll('button')) button.tabIndex = id === this.#stop ? 0 : -1;
  }

  #press(event) {
    const place = this.#rows.placeFor(event.key, this.#found.indexOf(this.#stop));
    if (place === undefined) return;
    event.preventDefault();
    this.#focus(place);
  }

  /** Enter takes the only one that was found, and an arrow leads into the list. */
  #pressInSearch(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (this.#found.length === 1) this.#choose(this.#found[0]);
    } else if (event.key === 'ArrowDown' && this.#found.length > 0) {
      event.preventDefault();
      this.#focus(this.#found.indexOf(this.#stop));
    }
  }

  #focus(place) {
    this.point(this.#found[place]);
    const row = [...this.#canvas.children].find(({ groupId }) => groupId === this.#stop);
    row.firstChild.focus();
  }

  #choose(id) {
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }
}
