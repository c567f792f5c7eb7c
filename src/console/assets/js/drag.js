/** The trackers that are being dragged. Pages cannot look into a drag before it is dropped, so it is known here. */

import { h } from './dom.js';
import { count } from './words.js';

let selection;

/** Begins a drag of what is selected: beside the pointer goes how many trackers it is about. */
export function beginDrag(event, selected) {
  selection = selected;
  const text = count(selection.size, 'tracker');
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', text);
  const image = h('div', { class: 'drag-image' }, text);
  document.body.append(image);
  event.dataTransfer.setDragImage(image, -12, -12);
  requestAnimationFrame(() => image.remove());
}

export function endDrag() {
  selection = undefined;
}

export const isDragging = () => selection !== undefined;

export const dragged = () => selection;
