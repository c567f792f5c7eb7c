import { h, refill } from '../dom.js';
import { session } from '../session.js';
import { explain } from '../words.js';

/**
 * A view that asks the server for what it shows: `load` gives it, `content` makes elements of it. What the server
 * refuses is said in its place.
 */
export class ViewElement extends HTMLElement {
  connectedCallback() {
    refill(this, this.heading(), h('p', { class: 'empty', role: 'status' }, 'Loading…'));
    this.reload();
  }

  async reload() {
    try {
      const loaded = await this.load();
      if (this.isConnected) refill(this, this.heading(), this.content(loaded));
    } catch (error) {
      if (session.hash) refill(this, this.heading(), h('p', { class: 'error', role: 'alert' }, explain(error)));
    }
  }

  heading() {
    return h('h1', {}, this.constructor.title);
  }
}

/** One thing of a list: its title, a line about it, and what can be done with it. */
export function card(title, detail, ...changes) {
  const about = h('div', {}, h('h3', {}, title), h('p', { class: 'detail' }, detail));
  return h('li', { class: 'card' }, about, h('div', { class: 'changes' }, changes));
}

/** A part of a view: a heading, what can be done, what it is about, and a list or what stands for none. */
export function section({ title, action, about, items, none }) {
  return h(
    'section',
    {},
    h('header', {}, h('h2', {}, title), action),
    h('p', { class: 'about' }, about),
    items.length === 0 ? h('p', { class: 'empty' }, none) : h('ul', { class: 'cards', role: 'list' }, items),
  );
}
