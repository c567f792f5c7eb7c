import { call } from '../api.js';
import { button, h, refill } from '../dom.js';
import { fleet } from '../fleet.js';
import { changesOf, sentence } from '../records.js';
import { byName, moment } from '../words.js';
import { field } from './dialog.js';
import { complain } from './notices.js';
import { nameOf } from './person-dialogs.js';
import { ViewElement } from './view.js';

/** Records that one question asks for. */
const PAGE = 100;

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
    {},
    PERIODS.map(([text, hours]) => h('option', { value: hours, selected: hours === 168 }, text)),
  );
  #who = h('select');
  #list = h('ul', { class: 'records', role: 'list' });
  #more = button('Show older ones', () => this.#addPage());
  #empty = h('p', { class: 'empty', role: 'status' });
  #shown = new Set();
  #names = new Map();
  #asked;

  async load() {
    const owner = [fleet.me.user_info.id, fleet.me.user_info.title];
    const people = (await call('subuser/list')).list.map((person) => [person.id, nameOf(person)]);
    this.#names = new Map([owner, ...people.sort((a, b) => byName(a[1], b[1]))]);
    refill(
      this.#who,
      h('option', { value: '' }, 'Everybody'),
      [...this.#names].map(([id, name]) => h('option', { value: id }, name)),
    );
    for (const select of [this.#hours, this.#who]) select.onchange = () => this.#begin().catch(complain);
    await this.#begin();
  }

  content() {
    return [
      h('p', { class: 'about' }, 'Every change leaves a record, whoever made it and with whatever program.'),
      h('div', { class: 'filters' }, field('Period', this.#hours), field('By', this.#who)),
      this.#empty,
      this.#list,
      this.#more,
    ];
  }

  /** Asks anew. The end of the period stays as it is for all pages, so that later records do not shift them. */
  async #begin() {
    const now = new Date();
    const hours = Number(this.#hours.value);
    const from = Number.isFinite(hours) ? new Date(now - hours * HOUR_MS) : new Date(0);
    this.#asked = { from: iso(from), to: iso(now), limit: PAGE, offset: 0, sort: ['action_datetime=desc'] };
    if (this.#who.value) this.#asked.subuser_ids = [Number(this.#who.value)];
    const records = await this.#ask();
    this.#shown.clear();
    refill(this.#list);
    this.#add(records);
    this.#empty.textContent = records.length === 0 ? 'Nothing has been recorded.' : '';
  }

  async #addPage() {
    this.#asked.offset += PAGE;
    try {
      this.#add(await this.#ask());
    } catch (error) {
      this.#asked.offset -= PAGE;
      complain(error);
    }
  }

  /** Shows records that are not shown yet: more of the second that the period ends with may have come in between. */
  #add(records) {
    const others = records.filter(({ id }) => !this.#shown.has(id));
    for (const { id } of others) this.#shown.add(id);
    this.#list.append(...others.map((record) => this.#record(record)));
  }

  async #ask() {
    const { list } = await call('user/audit/log/list', this.#asked);
    this.#more.hidden = list.length < PAGE;
    return list;
  }

  #record(record) {
    const who = this.#names.get(record.subuser_id ?? record.user_id) ?? 'A former sub-user';
    const where = record.host ? `from ${record.host}` : 'at the command line';
    const head = [
      h('time', { datetime: record.action_date }, moment(record.action_date)),
      h(
        'span',
        { class: 'deed' },
        h('strong', {}, who),
        ` ${sentence(record, this.#names)} `,
        h('span', { class: 'detail' }, where),
      ),
    ];
    const changes = changesOf(record.payload);
    const rows = changes.map(({ name, before, after }) =>
      h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, before), h('td', {}, after)),
    );
    const table = h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['What', 'Before', 'After'].map((title) => h('th', { scope: 'col' }, title)),
        ),
      ),
      h('tbody', {}, rows),
    );
    return h(
      'li',
      { class: 'record' },
      changes.length === 0
        ? h('div', { class: 'head' }, head)
        : h('details', {}, h('summary', { class: 'head' }, head), table),
    );
  }
}

/** A moment as the API reads it, which knows no parts of a second. */
const iso = (date) => `${date.toISOString().slice(0, 19)}Z`;
