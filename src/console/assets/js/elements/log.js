import { call } from '../api.js';
import { h, refill } from '../dom.js';
import { fleet } from '../fleet.js';
import { LogPages } from '../log-pages.js';
import { byName } from '../words.js';
import { field } from './dialog.js';
import { nameOf } from './person-dialogs.js';
import { ViewElement } from './view.js';

const HOUR_MS = 3_600_000;

/** How far back the log is shown, in hours. */
const PERIODS = [
  ['The last 24 hours', 24],
  ['The last 7 days', 168],
  ['The last 30 days', 720],
  ['All that is kept', Infinity],
];

/** Who did what, the latest first. */
export class LogElement extends ViewElement {
  static title = 'Audit log';
  #hours = h(
    'select',
    { onchange: () => this.#ask() },
    PERIODS.map(([text, hours]) => h('option', { value: hours, selected: hours === 168 }, text)),
  );
  #who = h('select', { onchange: () => this.#ask() });
  #records = h('muster-records');
  #names;

  /** The users' names by their ids. */
  async load() {
    const owner = [fleet.me.user_info.id, fleet.me.user_info.title];
    const people = (await call('subuser/list')).list.map((person) => [person.id, nameOf(person)]);
    return new Map([owner, ...people.sort((a, b) => byName(a[1], b[1]))]);
  }

  content(names) {
    this.#names = names;
    const chosen = this.#who.value;
    const options = [...names].map(([id, name]) => h('option', { value: id, selected: String(id) === chosen }, name));
    refill(this.#who, h('option', { value: '' }, 'Everybody'), options);
    this.#ask();
    return [
      h('p', { class: 'about' }, 'Every change leaves a record, whoever made it and with whatever program.'),
      h('div', { class: 'filters' }, field('Period', this.#hours), field('By', this.#who)),
      this.#records,
    ];
  }

  /** Asks anew. The end of the period stays as it is for all pages, so that later records do not shift them. */
  #ask() {
    const now = new Date();
    const hours = Number(this.#hours.value);
    const from = Number.isFinite(hours) ? new Date(now - hours * HOUR_MS) : new Date(0);
    const question = { from: iso(from), to: iso(now), sort: ['action_datetime=desc'] };
    if (this.#who.value) question.subuser_ids = [Number(this.#who.value)];
    this.#records.show(new LogPages(question), this.#names);
  }
}

/** A moment as the API reads it, which knows no parts of a second. */
const iso = (date) => `${date.toISOString().slice(0, 19)}Z`;
