import { call } from './api.js';

/** Records on a page, unless they are too long for that. */
const PAGE = 100;

/** The failure of an answer that would be too long. */
const TOO_LONG = 212;

/** The records of the audit log that answer a question, page after page. */
export class LogPages {
  #question;
  #limit = PAGE;
  #offset = 0;
  #told = new Set();
  /** Whether the last page was told. */
  isOver = false;

  constructor(question) {
    this.#question = question;
  }

  /** The next records that were not told yet: more of the second that a period ends with may have come in between. */
  async next() {
    const records = await this.#ask();
    this.#offset += records.length;
    this.isOver = records.length < this.#limit;
    const others = records.filter(({ id }) => !this.#told.has(id));
    for (const { id } of others) this.#told.add(id);
    return others;
  }

  async #ask() {
    const [limit, offset] = [this.#limit, this.#offset];
    try {
      return (await call('user/audit/log/list', { ...this.#question, limit, offset })).list;
    } catch (error) {
      if (error.code !== TOO_LONG || limit === 1) throw error;
      this.#limit = Math.ceil(limit / 2);
      return this.#ask();
    }
  }
}
