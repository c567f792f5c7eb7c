import { h, refill } from '../dom.js';
import { trouble } from './trouble.js';

/**
 * A view that asks the server for what it shows: `load` gives it, `content` makes elements of it. What the server
 * refuses is said above what was shown before.
 */
export class ViewElement extends HTMLElement {
  #heading = h('h1', { tabindex: -1 }, this.constructor.title);
  #content;
  #asked;

  connectedCallback() {
    refill(this, this.#heading, h('p', { class: 'empty', role: 'status' }, 'Loading…'));
    this.reload();
  }

  /** Shows what there is now. Of several questions at a time the last one counts, whichever is answered first. */
  async reload() {
    const asked = {};
    this.#asked = asked;
    const isAwaited = () => this.isConnected && this.#asked === asked;
    try {
      const loaded = await this.load();
      if (isAwaited()) this.#show(loaded);
    } catch (error) {
      if (isAwaited())
        refill(
          this,
          this.#heading,
          trouble(error, () => this.reload()),
          this.#content,
        );
    }
  }

  /** The focus stays where it was, or where that would be now. */
  #show(loaded) {
    const focused = this.contains(document.activeElement) && document.activeElement;
    this.#content = this.content(loaded);
    refill(this, this.#heading, this.#content);
    if (focused) (focused.isConnected ? focused : this.#successor(focused)).focus();
  }

  /** The button of the same name as one that is gone, or else the heading of its section. */
  #successor(gone) {
    const title = gone.closest('section')?.querySelector('h2').textContent;
    return (
      [...this.querySelectorAll('button')].find((button) => nameOf(button) === nameOf(gone)) ??
      [...this.querySelectorAll('h2')].find((heading) => heading.textContent === title) ??
      this.#heading
    );
  }
}

const nameOf = (button) => button.ariaLabel ?? button.textContent;

/** One thing of a list: its title, a line about it, and what can be done with it. */
export function card(title, detail, ...changes) {
  const about = h('div', {}, h('h3', { dir: 'auto' }, title), h('p', { class: 'detail', dir: 'auto' }, detail));
  return h('li', { class: 'card' }, about, h('div', { class: 'changes' }, changes));
}

/** A part of a view: a heading, what can be done, what it is about, and a list or what stands for none. */
export function section({ title, action, about, items, none }) {
  return h(
    'section',
    {},
    h('header', {}, h('h2', { tabindex: -1 }, title), action),
    h('p', { class: 'about' }, about),
    items.length === 0 ? h('p', { class: 'empty' }, none) : h('ul', { class: 'cards', role: 'list' }, items),
  );
}
