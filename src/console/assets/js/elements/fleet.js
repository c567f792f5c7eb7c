import { h } from '../dom.js';
import { ALL, fleet } from '../fleet.js';
import { addressOf, here } from '../route.js';

const VIEW = 'trackers';

/**
 * Groups beside their trackers; on a narrow screen one of the two, and a way to the other. The address says which group
 * it is: `#/trackers/222`; without one, these are the groups, with all trackers beside them if there is room.
 */
export class FleetElement extends HTMLElement {
  #groups = h('muster-groups');
  #trackers = h('muster-trackers');
  #onChange = () => this.#show();

  connectedCallback() {
    this.append(h('h1', { class: 'visually-hidden' }, 'Trackers and groups'));
    if (!fleet.isOwner) this.append(this.#note());
    this.append(h('div', { class: 'panes' }, this.#groups, this.#trackers));
    this.#groups.addEventListener('choose', ({ detail }) => this.#enter(detail));
    this.#trackers.addEventListener('back', () => this.#leave());
    fleet.addEventListener('change', this.#onChange);
    window.addEventListener('hashchange', this.#onChange);
    this.#show();
  }

  disconnectedCallback() {
    fleet.removeEventListener('change', this.#onChange);
    window.removeEventListener('hashchange', this.#onChange);
  }

  #enter(id) {
    if (here().thing === String(id)) return;
    history.pushState({ isFromGroups: this.dataset.pane === 'groups' }, '', addressOf(VIEW, id));
    this.#show();
  }

  /** Goes back to the groups, and not on to them if that is where the person comes from. */
  #leave() {
    if (history.state?.isFromGroups) history.back();
    else this.#showGroups();
  }

  #showGroups() {
    history.replaceState(null, '', addressOf(VIEW));
    this.#show();
  }

  #show() {
    const { thing } = here();
    const id = idIn(thing);
    if (thing && !fleet.has(id)) {
      this.#showGroups();
      return;
    }
    this.#groups.choose(id);
    this.#trackers.show(id);
    this.#turnTo(thing ? 'trackers' : 'groups');
  }

  /** Shows one of the panes, on a narrow screen; if the other one takes the focus away with it, this one gets it. */
  #turnTo(pane) {
    this.dataset.pane = pane;
    const shown = pane === 'groups' ? this.#groups : this.#trackers;
    if (!document.activeElement.checkVisibility()) shown.focusHeading();
  }

  #note() {
    const { title } = fleet.me.master;
    return h(
      'p',
      { class: 'note', role: 'note' },
      'You see what ',
      h('bdi', {}, title),
      ' lets you see, and may not change groups. If you try what you may not, you are told so.',
    );
  }
}

const idIn = (thing) => (!thing || thing === ALL ? ALL : Number(thing));
