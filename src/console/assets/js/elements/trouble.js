import { button, h } from '../dom.js';
import { explain } from '../words.js';

/** Says what could not be loaded, and tries again if wanted. */
export function trouble(error, again) {
  return h('div', {}, h('p', { role: 'alert', class: 'error' }, explain(error)), button('Try again', again));
}
