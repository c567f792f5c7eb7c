import { busily, button, h, refill } from '../dom.js';
import { changesOf, sentence } from '../records.js';
import { moment } from '../words.js';
import { trouble } from './trouble.js';

/** Records of the audit log, a page and then as many more as are wanted. */
export class RecordsElement extends HTMLElement {
  #list = h('ul', { class: 'records', role: 'list' });
  #status = h('div', { class: 'empty', role: 'status' });
  #more = button(
    'Show older ones',
    busily(() => this.#addPage()),
  );
  #pages;
  #names;

  connectedCallback() {
    refill(this, this.#list, this.#status, this.#more);
  }

  /** Shows these pages in the place of others; `names` has the users' names by their ids. */
  show(pages, names) {
    this.#pages = pages;
    this.#names = names;
    refill(this.#list);
    this.#more.hidden = true;
    refill(this.#status, 'Loading…');
    return this.#addPage();
  }

  /** Other pages may be wanted before this one has come, which then nobody waits for. */
  async #addPage() {
    const pages = this.#pages;
    try {
      const records = await pages.next();
      if (pages !== this.#pages) return;
      this.#list.append(...records.map((record) => this.#record(record)));
      refill(this.#status, this.#list.childElementCount === 0 && 'Nothing has been recorded.');
      this.#more.hidden = pages.isOver;
    } catch (error) {
      if (pages !== this.#pages) return;
      refill(
        this.#status,
        trouble(error, () => this.#addPage()),
      );
      this.#more.hidden = true;
    }
  }

  #record(record) {
    const changes = changesOf(record);
    const head = this.#head(record);
    return h(
      'li',
      { class: 'record' },
      changes.length === 0
        ? h('div', { class: 'head' }, head)
        : h('details', {}, h('summary', { class: 'head' }, head), table(changes)),
    );
  }

  #head(record) {
    const id = record.subuser_id ?? record.user_id;
    const who = this.#names.get(id) ?? `A former sub-user (${id})`;
    const where = record.host ? `from ${record.host}` : 'at the command line';
    const deed = [h('strong', {}, who), ` ${sentence(record, this.#names)} `, h('span', { class: 'detail' }, where)];
    return [
      h('time', { datetime: record.action_date }, moment(record.action_date)),
      h('span', { class: 'deed' }, deed),
    ];
  }
}

function table(changes) {
  const head = ['What', 'Before', 'After'].map((title) => h('th', { scope: 'col' }, title));
  const rows = changes.map(({ name, before, after }) =>
    h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, before), h('td', {}, after)),
  );
  return h('table', {}, h('thead', {}, h('tr', {}, head)), h('tbody', {}, rows));
}
