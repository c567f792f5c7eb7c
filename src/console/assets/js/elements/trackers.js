import { paint } from '../color.js';
import { button, h, iconButton, refill } from '../dom.js';
import { fleet } from '../fleet.js';
import { moveTo } from '../moving.js';
import { Selection } from '../selection.js';
import { count } from '../words.js';
import { chooseGroup } from './group-dialogs.js';

/** The trackers of a group, or all: to find some, to select some, and to move them. */
export class TrackersElement extends HTMLElement {
  #selection = new Selection();
  #picker = h('muster-picker');
  #heading = h('h2', { tabindex: -1 });
  #move = button(
    h('span', {}, 'Move', h('span', { class: 'wide-only' }, ' to group'), '…'),
    () => this.#moveSelected(),
    { look: 'primary', picture: 'move' },
  );
  #shown;

  connectedCallback() {
    const back = iconButton('back', 'Groups', { class: 'icon-button narrow-only', onclick: () => this.#goBack() });
    this.#picker.selection = this.#selection;
    this.#picker.isDraggable = true;
    this.append(h('header', {}, back, this.#heading), this.#picker);
    this.#picker.addAction(this.#move);
    this.#selection.addEventListener('change', () => this.#allowMove());
    this.#allowMove();
  }

  /** Shows the trackers of the group with that id, or all. What is not among them is selected no longer. */
  show(id) {
    const isOther = id !== this.#shown;
    this.#shown = id;
    if (isOther) this.#selection.none();
    const trackers = fleet.trackers.filter((tracker) => id === 'all' || tracker.group_id === id);
    this.#selection.keep(trackers.map((tracker) => tracker.id));
    refill(this.#heading, id === 'all' ? 'All trackers' : fleet.titleOf(id));
    paint(this.#heading, fleet.groups.get(id)?.color);
    this.#picker.trackers = trackers;
    if (isOther) this.#picker.scrollToTop();
  }

  #allowMove() {
    this.#move.disabled = this.#selection.size === 0;
  }

  #goBack() {
    this.dispatchEvent(new Event('back'));
  }

  async #moveSelected() {
    const { ids } = this.#selection;
    const groupId = await chooseGroup(`Move ${count(ids.length, 'tracker')} to…`);
    if (groupId !== undefined && (await moveTo(groupId, ids))) {
      this.#selection.none();
      this.#heading.focus();
    }
  }
}
