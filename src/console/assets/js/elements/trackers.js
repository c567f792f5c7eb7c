import { paint } from '../color.js';
import { button, h, iconButton, refill } from '../dom.js';
import { ALL, fleet } from '../fleet.js';
import { moveTo } from '../moving.js';
import { Selection } from '../selection.js';
import { count } from '../words.js';
import { chooseGroup } from './choose-group.js';

/** The trackers of a group, or all: to find some, to select some, and to move them. */
export class TrackersElement extends HTMLElement {
  #selection = new Selection();
  #picker = h('muster-picker');
  #heading = h('h2', { tabindex: -1, dir: 'auto' });
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
    if (isOther) this.#selection.clear();
    const trackers = fleet.trackers.filter((tracker) => id === ALL || tracker.group_id === id);
    this.#selection.keep(trackers.map((tracker) => tracker.id));
    refill(this.#heading, fleet.titleOf(id));
    paint(this.#heading, fleet.groups.get(id)?.color);
    this.#picker.none = fleet.trackers.length === 0 ? noTrackers() : 'There are no trackers here.';
    this.#picker.trackers = trackers;
    if (isOther) this.#picker.scrollToTop();
  }

  focusHeading() {
    this.#heading.focus();
  }

  #allowMove() {
    this.#move.disabled = this.#selection.size === 0;
  }

  #goBack() {
    this.dispatchEvent(new Event('back'));
  }

  async #moveSelected() {
    const groupId = await chooseGroup(`Move ${count(this.#selection.size, 'tracker')} to…`);
    if (groupId !== undefined && (await moveTo(groupId, this.#selection))) this.focusHeading();
  }
}

/** How one comes by the first trackers, which the console does not make. */
function noTrackers() {
  if (!fleet.isOwner) return 'You see no trackers yet. The owner of the account chooses which ones you see.';
  const command = h('code', {}, 'muster tracker import');
  return ['There are no trackers yet. They come from a file, at the server’s command line: ', command, '.'];
}
