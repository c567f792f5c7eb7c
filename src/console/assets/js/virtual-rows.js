/** Rows made beyond either edge, so that a quick scroll and the tab key find something there. */
const SPARE = 6;

/**
 * A long list of which only the rows in sight are elements, so that ten thousand cost what thirty do. All rows have the
 * height that the style sheet gives in `--row-height`.
 */
export class VirtualRows {
  #scroller;
  #canvas;
  #rows = new Map();
  #count = 0;
  #held = -1;
  #keyOf;
  #create;
  #fill;

  /**
   * `canvas` lies in `scroller` and holds the rows. `keyOf(place)` names the thing at a place; its element stays with
   * it while it is in sight, and so does the focus. `create()` makes an empty row, `fill(row, place)` shows the thing
   * in it.
   */
  constructor(scroller, canvas, { keyOf, create, fill }) {
    this.#scroller = scroller;
    this.#canvas = canvas;
    this.#keyOf = keyOf;
    this.#create = create;
    this.#fill = fill;
    scroller.addEventListener('scroll', () => this.#render(false), { passive: true });
    new ResizeObserver(() => this.show(this.#count, this.#held)).observe(scroller);
  }

  get #height() {
    return parseFloat(getComputedStyle(this.#canvas).getPropertyValue('--row-height'));
  }

  /** How many rows are in sight at a time. */
  get page() {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#height) - 1);
  }

  /** The place that a key leads to from another one; nothing if it is no key that leads anywhere. */
  placeFor(key, from) {
    const places = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - this.page,
      PageDown: from + this.page,
      Home: 0,
      End: this.#count - 1,
    };
    return key in places ? Math.min(Math.max(places[key], 0), this.#count - 1) : undefined;
  }

  /** Shows a list of so many things, each anew. The row of the place that is held is there even when out of sight. */
  show(count, held = -1) {
    this.#count = count;
    this.#held = held;
    this.#canvas.style.setProperty('block-size', `${count * this.#height}px`);
    this.#render(true);
  }

  /** Scrolls as little as it takes to have a place in sight. */
  reveal(place) {
    const [top, height] = [place * this.#height, this.#height];
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) this.#scroller.scrollTop = top + height - clientHeight;
    this.#render(false);
  }

  /** The places in sight and a few more, and the one that is held, in their order. */
  #places(height) {
    const { scrollTop, clientHeight } = this.#scroller;
    const first = Math.max(0, Math.floor(scrollTop / height) - SPARE);
    const last = Math.min(this.#count, Math.ceil((scrollTop + clientHeight) / height) + SPARE);
    const places = [];
    for (let place = first; place < last; place += 1) places.push(place);
    if (this.#held >= 0 && this.#held < first) places.unshift(this.#held);
    if (this.#held >= last && this.#held < this.#count) places.push(this.#held);
    return places;
  }

  /** Makes the rows that are in sight, and takes the others away. Those that stay are filled anew only if so wanted. */
  #render(anew) {
    const height = this.#height;
    const old = this.#rows;
    this.#rows = new Map();
    for (const place of this.#places(height)) {
      const key = this.#keyOf(place);
      const known = old.get(key);
      const row = known ?? this.#create();
      if (anew || !known) {
        row.style.setProperty('inset-block-start', `${place * height}px`);
        this.#fill(row, place);
      }
      this.#rows.set(key, row);
    }
    for (const [key, row] of old) {
      if (!this.#rows.has(key)) row.remove();
    }
    this.#order();
  }

  /** Has the rows in their order, which the tab key and screen readers follow, and moves none that is in place. */
  #order() {
    let next = this.#canvas.firstElementChild;
    for (const row of this.#rows.values()) {
      if (row === next) next = next.nextElementSibling;
      else this.#canvas.insertBefore(row, next);
    }
  }
}
