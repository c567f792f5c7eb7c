import { freshId, h } from '../dom.js';
import { explain } from '../words.js';

/**
 * Opens a dialog, and gives what `run` gave when it was submitted, or nothing if it was called off. What `run` throws
 * is said in the dialog, which stays open with all that was filled in. Without `run` it has nothing to submit.
 */
export function openDialog({ title, content, action, isDangerous = false, dismiss = 'Cancel', isLarge = false, run }) {
  // A second press of a button whose dialog takes a moment opens no second one.
  if (document.querySelector('dialog[open]')) return Promise.resolve();
  const heading = h('h2', { id: freshId() }, title);
  const error = h('p', { class: 'error', role: 'alert' });
  const cancel = h('button', { type: 'button', class: 'button', autofocus: isDangerous }, dismiss);
  const submit = run && h('button', { class: isDangerous ? 'button danger' : 'button primary' }, action);
  const form = h('form', {}, heading, h('div', { class: 'content' }, content), error, h('footer', {}, cancel, submit));
  const dialog = h('dialog', { 'aria-labelledby': heading.id, class: isLarge ? 'large' : '' }, form);
  let result;

  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!run || dialog.ariaBusy === 'true') return;
    dialog.ariaBusy = 'true';
    error.textContent = '';
    try {
      result = (await run()) ?? true;
      dialog.close();
    } catch (failure) {
      error.textContent = explain(failure);
    }
    dialog.ariaBusy = 'false';
  });

  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
  });
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
