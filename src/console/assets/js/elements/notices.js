import { LateAnswer } from '../api.js';
import { h, iconButton } from '../dom.js';
import { session } from '../session.js';
import { explain } from '../words.js';

/** How long good news stands. Bad news stands until it is put away. */
const GOOD_NEWS_MS = 6000;

/** What has happened, in a corner: read out by screen readers, in the way of nothing. */
export class NoticesElement extends HTMLElement {
  #news = h('div', { role: 'status' });
  #alarms = h('div', { role: 'alert' });

  connectedCallback() {
    this.append(this.#news, this.#alarms);
    for (const event of ['begin', 'end']) session.addEventListener(event, () => this.#alarms.replaceChildren());
  }

  /** Shows a text, or what `say` has made of one. */
  add(text, isBad) {
    const notice = h('div', { class: isBad ? 'notice bad' : 'notice' }, h('p', {}, text));
    notice.append(iconButton('close', 'Dismiss', { onclick: () => notice.remove() }));
    if (isBad) {
      this.#alarms.replaceChildren(notice);
    } else {
      this.#alarms.replaceChildren();
      this.#news.replaceChildren(notice);
      setTimeout(() => notice.remove(), GOOD_NEWS_MS);
    }
  }
}

const notices = () => document.querySelector('muster-notices');

/** Says that something was done. */
export const tell = (text) => notices().add(text, false);

/** Says what must not be overlooked, whoever is logged in. */
export const warn = (text) => notices().add(text, true);

/** Says that something failed, unless what failed is the session: then the login says so. */
export function complain(error) {
  if (session.hash && !(error instanceof LateAnswer)) warn(explain(error));
}
