import { h, icon, refill } from '../dom.js';
import { isFoundBy } from '../fleet.js';
import { count, number } from '../words.js';

/** A list of trackers with a search above it and a way to select all that it finds. It is shown with a `selection`. */
export class PickerElement extends HTMLElement {
  selection;
  /** Whether a click adds to what is selected instead of taking its place. */
  isAdding = false;
  isDraggable = false;
  /** What stands there if there are no trackers at all. */
  none = 'There are no trackers here.';
  #trackers = [];
  #found = [];
  #search = h('input', {
    type: 'search',
    placeholder: 'Find by label, device or model',
    'aria-label': 'Find trackers',
    autocomplete: 'off',
  });
  #all = h('input', { type: 'checkbox', onchange: () => this.#selectAll() });
  #allLabel = h('span');
  #tally = h('p', { class: 'tally', role: 'status' });
  #actions = h('div', { class: 'actions' }, h('label', { class: 'tick-box' }, this.#all, this.#allLabel), this.#tally);
  #list = h('muster-tracker-list');
  #empty = h('p', { class: 'empty' });

  connectedCallback() {
    Object.assign(this.#list, { selection: this.selection, isAdding: this.isAdding, isDraggable: this.isDraggable });
    this.append(h('div', { class: 'search' }, icon('search'), this.#search), this.#actions, this.#empty, this.#list);
    this.#search.addEventListener('input', () => {
      this.#find();
      this.scrollToTop();
    });
    this.#search.addEventListener('keydown', (event) => {
      // In a form, Enter would send it.
      if (event.key === 'Enter') event.preventDefault();
    });
    this.selection.addEventListener('change', () => this.#count());
    this.#find();
  }

  /** Puts a button beside what is said of the selection. */
  addAction(button) {
    this.#actions.append(button);
  }

  set trackers(trackers) {
    this.#trackers = trackers;
    if (this.isConnected) this.#find();
  }

  scrollToTop() {
    this.#list.scrollToTop();
  }

  #find() {
    this.#found = this.#trackers.filter(isFoundBy(this.#search.value));
    this.#list.show(this.#found);
    this.#list.hidden = this.#found.length === 0;
    this.#empty.hidden = !this.#list.hidden;
    refill(this.#empty, this.#trackers.length === 0 ? this.none : 'No tracker has that in it.');
    this.#count();
  }

  #selectAll() {
    if (this.#all.checked) this.selection.all();
    else this.selection.none();
  }

  #count() {
    const { size, hidden, hasAll } = this.selection;
    this.#all.checked = hasAll;
    this.#all.indeterminate = size > hidden && !hasAll;
    this.#all.disabled = this.#found.length === 0;
    this.#allLabel.textContent = `Select all ${number(this.#found.length)}`;
    const unseen = hidden > 0 ? `, ${number(hidden)} of them not shown` : '';
    this.#tally.textContent = size > 0 ? `${number(size)} selected${unseen}` : count(this.#found.length, 'tracker');
  }
}
