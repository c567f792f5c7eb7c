import { paint } from '../color.js';
import { freshId, h, icon } from '../dom.js';
import { beginDrag, endDrag } from '../drag.js';
import { NO_GROUP, fleet } from '../fleet.js';
import { VirtualRows } from '../virtual-rows.js';

/** What the API calls the model of a device whose model nobody has told. */
const UNKNOWN_MODEL = 'unknown';

const isTold = (part) => part && part !== UNKNOWN_MODEL;

/** Text that may be cut short where it stands is to be read in full under the mouse. */
function write(element, text) {
  element.textContent = text;
  element.title = text;
}

/**
 * Trackers to select from: a list box with one stop of the tab key, in which arrows move, space adds one and shift all
 * in between. A mouse does what it does in a file manager; a finger and a tick add one more.
 */
export class TrackerListElement extends HTMLElement {
  selection;
  isAdding = false;
  isDraggable = false;
  #trackers = [];
  #rows;
  #prefix = freshId();
  #box = h('div', {
    class: 'scroller',
    role: 'listbox',
    tabindex: 0,
    'aria-multiselectable': 'true',
    'aria-label': 'Trackers',
  });
  #canvas = h('div', { class: 'canvas', role: 'presentation' });

  connectedCallback() {
    this.#box.append(this.#canvas);
    this.append(this.#box);
    this.#rows = new VirtualRows(this.#box, this.#canvas, {
      keyOf: (place) => this.#trackers[place].id,
      create: () => this.#row(),
      fill: (row, place) => this.#fill(row, place),
    });
    this.selection.addEventListener('change', () => this.#update());
    this.#box.addEventListener('scroll', () => this.#pointAtActive(), { passive: true });
    this.#box.addEventListener('click', (event) => this.#click(event));
    this.#box.addEventListener('keydown', (event) => this.#press(event));
    this.#box.addEventListener('dragstart', (event) => this.#drag(event));
    this.#box.addEventListener('dragend', endDrag);
  }

  show(trackers) {
    this.#trackers = trackers;
    this.selection.list(trackers.map((tracker) => tracker.id));
  }

  scrollToTop() {
    this.#box.scrollTop = 0;
  }

  #update() {
    this.#rows.show(this.#trackers.length);
    this.#pointAtActive();
  }

  #row() {
    return h(
      'div',
      { class: 'tracker', role: 'option', draggable: this.isDraggable && 'true' },
      h('span', { class: 'tick' }, icon('check')),
      h('span', { class: 'label', dir: 'auto' }),
      h('span', { class: 'detail' }),
      h('span', { class: 'chip', dir: 'auto' }),
    );
  }

  #fill(row, place) {
    const { id, label, source, group_id: group } = this.#trackers[place];
    const [, name, detail, chip] = row.children;
    row.place = place;
    row.id = this.#idOf(id);
    row.setAttribute('aria-selected', this.selection.has(id));
    row.setAttribute('aria-posinset', place + 1);
    row.setAttribute('aria-setsize', this.#trackers.length);
    row.classList.toggle('active', place === this.selection.active);
    write(name, label);
    write(detail, [source.model, source.device_id, source.blocked && 'blocked'].filter(isTold).join(' · '));
    write(chip, group === NO_GROUP ? '' : fleet.titleOf(group));
    chip.hidden = group === NO_GROUP;
    paint(chip, fleet.groups.get(group)?.color);
  }

  #idOf(tracker) {
    return `${this.#prefix}-${tracker}`;
  }

  /** Tells screen readers where the keyboard is, as long as that row is there. */
  #pointAtActive() {
    const tracker = this.#trackers[this.selection.active];
    const id = tracker && this.#idOf(tracker.id);
    if (id && document.getElementById(id)) this.#box.setAttribute('aria-activedescendant', id);
    else this.#box.removeAttribute('aria-activedescendant');
  }

  #click(event) {
    const row = event.target.closest('.tracker');
    if (!row) return;
    const isTouch = event.pointerType === 'touch';
    const adding = this.isAdding || isTouch || event.ctrlKey || event.metaKey || Boolean(event.target.closest('.tick'));
    this.selection.pick(row.place, { extending: event.shiftKey, adding });
  }

  #press(event) {
    const { active } = this.selection;
    const extending = event.shiftKey;
    const place = this.#rows.placeFor(event.key, active);
    if (place !== undefined) this.#goTo(place, extending);
    else if (event.key === ' ') this.selection.pick(active, { extending, adding: true });
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.selection.all();
    else if (event.key === 'Escape' && !this.isAdding) this.selection.clear();
    else return;
    event.preventDefault();
  }

  #goTo(place, extending) {
    this.selection.move(place, { extending });
    this.#rows.reveal(place);
    this.#pointAtActive();
  }

  /** What is dragged is the selection; a row outside it is selected first. */
  #drag(event) {
    const row = event.target.closest('.tracker');
    if (!this.selection.has(this.#trackers[row.place].id)) this.selection.only(row.place);
    beginDrag(event, this.selection);
  }
}
