import { freshId, h, refill } from '../dom.js';
import { explain } from '../words.js';
import { complain } from './notices.js';

/** A request that is over sooner needs no word. */
const SLOW_MS = 300;

/**
 * Opens a dialog, and gives what `run` gave when it was submitted, or nothing if it was called off. What `run` throws
 * is said in the dialog, which stays open with all that was filled in. Without `run` it has nothing to submit.
 *
 * `content` is what it asks or says, or an async function that finds that out; until it has there is nothing to submit.
 */
export function openDialog(options) {
  // A second press of a button whose dialog takes a moment opens no second one.
  if (document.querySelector('dialog[open]')) return Promise.resolve();
  return new Dialog(options).open(options.content);
}

class Dialog {
  #body = h('div', { class: 'content' });
  #error = h('p', { class: 'error', role: 'alert' });
  #waiting = h('p', { class: 'hint', role: 'status' });
  #dialog;
  #cancel;
  #submit;
  #run;
  #running;
  #result;

  constructor({ title, action, isDangerous = false, dismiss = 'Cancel', isLarge = false, run }) {
    this.#run = run;
    const heading = h('h2', { id: freshId() }, title);
    this.#cancel = h('button', { type: 'button', class: 'button', autofocus: isDangerous }, dismiss);
    this.#submit = h('button', { class: isDangerous ? 'button danger' : 'button primary', hidden: !run }, action);
    const footer = h('footer', {}, this.#waiting, this.#cancel, this.#submit);
    const form = h('form', {}, heading, this.#body, this.#error, footer);
    this.#dialog = h('dialog', { 'aria-labelledby': heading.id, class: isLarge ? 'large' : '' }, form);
    this.#cancel.addEventListener('click', () => this.#dialog.close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (run && this.#dialog.ariaBusy !== 'true') this.#running = this.#attempt();
    });
  }

  async open(content) {
    const closed = new Promise((resolve) => this.#dialog.addEventListener('close', resolve));
    if (typeof content === 'function') this.#find(content);
    else refill(this.#body, content);
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    await closed;
    this.#dialog.remove();
    await this.#running;
    return this.#result;
  }

  async #find(content) {
    this.#submit.disabled = true;
    this.#waiting.textContent = 'Loading…';
    try {
      refill(this.#body, await content());
      // Of what is there when it opens, the browser sees to that.
      this.#body.querySelector('[autofocus]')?.focus();
      this.#submit.disabled = false;
    } catch (failure) {
      this.#error.textContent = explain(failure);
    }
    this.#waiting.textContent = '';
  }

  /** Closed before it is over, by a session that ended or a browser that always can, it is told afterwards. */
  async #attempt() {
    const focused = document.activeElement;
    const slow = setTimeout(() => {
      this.#waiting.textContent = 'Waiting for the server…';
    }, SLOW_MS);
    this.#error.textContent = '';
    this.#setBusy(true);
    try {
      this.#result = (await this.#run()) ?? true;
      this.#dialog.close();
    } catch (failure) {
      if (this.#dialog.open) this.#error.textContent = explain(failure);
      else complain(failure);
    }
    clearTimeout(slow);
    this.#waiting.textContent = '';
    this.#setBusy(false);
    if (this.#dialog.open) focused.focus();
  }

  /** What was sent can neither be changed nor called off any more. */
  #setBusy(isBusy) {
    this.#dialog.ariaBusy = String(isBusy);
    this.#dialog.closedBy = isBusy ? 'none' : 'closerequest';
    this.#body.inert = isBusy;
    for (const button of [this.#cancel, this.#submit]) button.disabled = isBusy;
  }
}

/** A field with its label, and a hint if there is anything to say. */
export function field(label, input, hint) {
  input.id = freshId();
  const help = hint && h('p', { class: 'hint', id: freshId() }, hint);
  if (help) input.setAttribute('aria-describedby', help.id);
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), input, help);
}

/** A tick box with its label beside it. */
export function tickBox(label, input) {
  return h('label', { class: 'tick-box' }, input, label);
}
