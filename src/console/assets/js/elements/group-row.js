import { paint } from '../color.js';
import { h } from '../dom.js';
import { number } from '../words.js';

/** The button of a group's row, with its title and how many trackers it has. */
export function groupButton(onclick) {
  // The blanks do not show, but names are read out with them.
  return h(
    'button',
    { type: 'button', class: 'choose', onclick },
    h('span', { class: 'title' }),
    ' ',
    h('span', { class: 'count' }),
    ' ',
    h('span', { class: 'visually-hidden' }, 'trackers'),
  );
}

/** Shows a group in its row: its title, its colour if it has one, and how many trackers it has. */
export function fillGroup(row, button, { title, color }, trackers) {
  paint(row, color);
  button.title = title;
  button.children[0].textContent = title;
  button.children[1].textContent = number(trackers);
}
