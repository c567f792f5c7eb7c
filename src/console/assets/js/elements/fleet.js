import { h } from '../dom.js';
import { NO_GROUP, fleet } from '../fleet.js';

/** Groups beside their trackers; on a narrow screen one of the two, and a way to the other. */
export class FleetElement extends HTMLElement {
  #groups = h('muster-groups');
  #trackers = h('muster-trackers');
  #onChange = () => this.#choose(this.#groups.chosen);

  connectedCallback() {
    this.append(h('h1', { class: 'visually-hidden' }, 'Trackers and groups'));
    if (!fleet.isOwner) this.append(this.#note());
    this.append(h('div', { class: 'panes' }, this.#groups, this.#trackers));
    this.dataset.pane = 'groups';
    this.#groups.addEventListener('choose', ({ detail }) => {
      this.#choose(detail);
      this.#turnTo('trackers');
    });
    this.#trackers.addEventListener('back', () => this.#turnTo('groups'));
    fleet.addEventListener('change', this.#onChange);
    this.#choose('all');
  }

  disconnectedCallback() {
    fleet.removeEventListener('change', this.#onChange);
  }

  /** On a narrow screen this hides the other pane, and the focus comes along. */
  #turnTo(pane) {
    this.dataset.pane = pane;
    if (!document.activeElement.checkVisibility()) this.querySelector(`muster-${pane} h2`).focus();
  }

  /** Shows the trackers of a group, or all if there is no such group any more. */
  #choose(id) {
    const isThere = id === 'all' || id === NO_GROUP || fleet.groups.has(id);
    this.#groups.choose(isThere ? id : 'all');
    this.#trackers.show(isThere ? id : 'all');
  }

  #note() {
    const { title } = fleet.me.master;
    return h(
      'p',
      { class: 'note', role: 'note' },
      `You see what ${title} lets you see, and may not change groups. If you try what you may not, you are told so.`,
    );
  }
}
