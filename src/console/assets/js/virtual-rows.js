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
  #keyOf;
  #create;
  #fill;

  /**
   * `canvas` lies in `scroller` and holds the rows. `keyOf(place)` names the thing at a place; its element stays with it
   * while it is in sight, and so does the focus. `create()` makes an empty row, `fill(row, place)` shows the thing in it.
   */
  constructor(scroller, canvas, { keyOf, create, fill }) {
    this.#scroller = scroller;
    this.#canvas = canvas;
    this.#keyOf = keyOf;
    this.#create = create;
    this.#fill = fill;
    scroller.addEventListener('scroll', () => this.render(), { passive: true });
    new ResizeObserver(() => this.render()).observe(scroller);
  }

  get #height() {
    return parseFloat(getComputedStyle(this.#canvas).getPropertyValue('--row-height'));
  }

  /** How many rows are in sight at a time. */
  get page() {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#height) - 1);
  }

  /** Shows a list of so many things, each anew. */
  show(count) {
    this.#count = count;
    this.#canvas.style.setProperty('block-size', `${count * this.#height}px`);
    this.render();
  }

  /** Scrolls as little as it takes to have a place in sight. */
  reveal(place) {
    const [top, height] = [place * this.#height, this.#height];
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) this.#scroller.scrollTop = top + height - clientHeight;
    this.render();
  }

  render() {
    const height = this.#height;
    const { scrollTop, clientHeight } = this.#scroller;
    const first = Math.max(0, Math.floor(scrollTop / height) - SPARE);
    const last = Math.min(this.#count, Math.ceil((scrollTop + clientHeight) / height) + SPARE);
    const rows = new Map();
    for (let place = first; place < last; place += 1) {
      const key = this.#keyOf(place);
      rows.set(key, this.#rows.get(key) ?? this.#create());
    }
    for (const [key, row] of this.#rows) {
      if (!rows.has(key)) row.remove();
    }
    this.#rows = rows;
    this.#place([...rows.values()], first, height);
  }

  /** Puts the rows in their order, for the tab key and screen readers follow it, and moves none that is in place. */
  #place(rows, first, height) {
    let next = this.#canvas.firstElementChild;
    rows.forEach((row, index) => {
      if (row === next) next = next.nextElementSibling;
      else this.#canvas.insertBefore(row, next);
      row.style.setProperty('inset-block-start', `${(first + index) * height}px`);
      this.#fill(row, first + index);
    });
  }
}
