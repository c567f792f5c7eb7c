/**
 * Which things of a list are selected, the way file managers do it: a click selects one, with ctrl one more or one
 * less, with shift all up to it. What is added stays with what was selected, shown or not; what is not added takes its
 * place. A search alone changes nothing.
 */
export class Selection extends EventTarget {
  #listed = [];
  #places = new Map();
  /** Never changed, but replaced: `#before` may be the same set. */
  #chosen = new Set();
  /** What was selected when the range began, which a range adds to. */
  #before = this.#chosen;
  /** Where a range begins: the place that was picked last without shift, or that the keyboard has gone to since. */
  #anchor = 0;
  /** Where the range, or what was picked last, ends. */
  #end = 0;
  /** Whether the thing where the range begins was just taken out: then what is added to the range goes out, too. */
  #takesOut = false;
  /** The place that the keyboard is at. */
  active = 0;

  /** The ids that are listed now, in their order. */
  list(ids) {
    const places = new Map(ids.map((id, place) => [id, place]));
    const now = (place) => places.get(this.#listed[place]);
    this.active = now(this.active) ?? 0;
    this.#end = now(this.#end);
    this.#anchor = now(this.#anchor) ?? this.active;
    this.#listed = ids;
    this.#places = places;
    this.#choose(this.#chosen);
  }

  /** Forgets those that are not among these. */
  keep(ids) {
    const there = new Set(ids);
    this.#choose(this.ids.filter((id) => there.has(id)));
  }

  get ids() {
    return [...this.#chosen];
  }

  get size() {
    return this.#chosen.size;
  }

  /** How many of the selected are not listed now. */
  get hidden() {
    return this.ids.filter((id) => !this.#places.has(id)).length;
  }

  get hasAll() {
    return this.#listed.length > 0 && this.#listed.every((id) => this.#chosen.has(id));
  }

  has(id) {
    return this.#chosen.has(id);
  }

  /** A click on a place, or the space bar: it alone, one more or less, or a range to it. */
  pick(place, { extending = false, adding = false } = {}) {
    if (extending) this.#extend(place, adding);
    else if (adding) this.#toggle(place);
    else this.only(place);
  }

  only(place) {
    this.active = this.#anchor = this.#end = place;
    this.#choose([this.#listed[place]]);
  }

  /** The keyboard goes to a place: it selects nothing, or adds all on the way if it is extending. */
  move(place, { extending = false } = {}) {
    if (!extending) {
      this.active = place;
      this.#tell();
      return;
    }
    // A range that the keyboard has left is not taken up again.
    if (this.active !== this.#end) this.#begin(this.active, false);
    this.#extend(place, true);
  }

  /** Adds all that are listed. */
  all() {
    this.#choose([...this.#chosen, ...this.#listed]);
  }

  /** Takes out all that are listed. */
  none() {
    this.#choose(this.ids.filter((id) => !this.#places.has(id)));
  }

  /** Takes out all, listed or not. */
  clear() {
    this.#anchor = this.active;
    this.#choose([]);
  }

  /** Selects these ids and no others, listed or not. */
  set(ids) {
    this.#choose(ids);
  }

  #toggle(place) {
    const id = this.#listed[place];
    const takesOut = this.has(id);
    this.active = this.#anchor = this.#end = place;
    this.#choose(takesOut ? this.ids.filter((other) => other !== id) : [...this.#chosen, id], takesOut);
  }

  #extend(place, adding) {
    if (!adding) {
      this.#before = new Set();
      this.#takesOut = false;
    }
    const [from, to] = [this.#anchor, place].sort((a, b) => a - b);
    const range = this.#listed.slice(from, to + 1);
    this.#chosen = new Set([...this.#before, ...range]);
    if (this.#takesOut) for (const id of range) this.#chosen.delete(id);
    this.active = this.#end = place;
    this.#tell();
  }

  /** Selects these and no others; a range adds to them from now on. */
  #choose(ids, takesOut = false) {
    this.#chosen = new Set(ids);
    this.#begin(this.#anchor, takesOut);
    this.#tell();
  }

  #begin(anchor, takesOut) {
    this.#anchor = anchor;
    this.#before = this.#chosen;
    this.#takesOut = takesOut;
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}
