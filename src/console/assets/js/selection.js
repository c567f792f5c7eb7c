/**
 * Which things of a list are selected, the way file managers do it: a click selects one, with ctrl one more, with shift
 * all up to it. What is selected stays so while a search hides it.
 */
export class Selection extends EventTarget {
  #listed = [];
  #places = new Map();
  #chosen = new Set();
  /** Where a range begins: the place that was chosen last without shift. */
  #anchor = 0;
  /** The place that the keyboard is at. */
  active = 0;

  /** The ids that are listed now, in their order. */
  list(ids) {
    const active = this.#listed[this.active];
    this.#listed = ids;
    this.#places = new Map(ids.map((id, place) => [id, place]));
    this.active = this.#anchor = this.#places.get(active) ?? 0;
    this.#tell();
  }

  /** Forgets those that are not among these. */
  keep(ids) {
    const there = new Set(ids);
    this.#chosen = new Set(this.ids.filter((id) => there.has(id)));
    this.#tell();
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

  only(place) {
    this.#chosen = new Set([this.#listed[place]]);
    this.#goTo(place);
  }

  toggle(place) {
    const id = this.#listed[place];
    if (!this.#chosen.delete(id)) this.#chosen.add(id);
    this.#goTo(place);
  }

  /** Selects all from where the range begins to this place, and nothing else that is listed. */
  extend(place) {
    const [from, to] = [this.#anchor, place].sort((a, b) => a - b);
    const hidden = this.ids.filter((id) => !this.#places.has(id));
    this.#chosen = new Set([...hidden, ...this.#listed.slice(from, to + 1)]);
    this.active = place;
    this.#tell();
  }

  all() {
    for (const id of this.#listed) this.#chosen.add(id);
    this.#tell();
  }

  none() {
    this.#chosen.clear();
    this.#tell();
  }

  /** Selects these ids and no others, listed or not. */
  set(ids) {
    this.#chosen = new Set(ids);
    this.#tell();
  }

  /** Moves the keyboard's place without selecting anything. */
  move(place) {
    this.active = place;
    this.#tell();
  }

  #goTo(place) {
    this.active = this.#anchor = place;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}
