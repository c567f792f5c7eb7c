/** The trackers that are being dragged. Pages cannot look into a drag before it is dropped, so it is known here. */

import { h } from './dom.js';
import { count } from './words.js';

let ids = [];

/** Begins a drag: beside the pointer goes how many trackers it is about. */
export function beginDrag(event, trackerIds) {
  ids = trackerIds;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', count(ids.length, 'tracker'));
  const image = h('div', { class: 'drag-image' }, count(ids.length, 'tracker'));
  document.body.append(image);
  event.dataTransfer.setDragImage(image, -12, -12);
  requestAnimationFrame(() => image.remove());
}

export function endDrag() {
  ids = [];
}

export const isDragging = () => ids.length > 0;

export const dragged = () => ids;
