import { call } from '../api.js';
import { button, h, say } from '../dom.js';
import { day } from '../words.js';
import { field, openDialog } from './dialog.js';
import { tell } from './notices.js';
import { ViewElement, card, section } from './view.js';

/** Characters of a key that tell it from others and give nothing away. */
const TOLD_CHARACTERS = 4;

/** Of a key that was sealed under another key file than the server's, as after a backup without its own. */
const CANNOT_BE_SHOWN = 'It works, but cannot be shown: whoever runs the server can revoke it by its title.';

/** The account's API keys: to make one, which is shown once, and to revoke one. */
export class KeysElement extends ViewElement {
  static title = 'API keys';

  async load() {
    return (await call('api/key/list')).list;
  }

  content(keys) {
    const create = button('New key', () => this.#create(), { look: 'primary', picture: 'plus' });
    return section({
      title: 'Keys of this account',
      action: create,
      about:
        'A key acts as the owner and never expires. Give each program one of its own, so that you can revoke it alone.',
      items: keys.map((key) => this.#card(key)),
      none: 'There are no keys.',
    });
  }

  #card(key) {
    const made = `Made on ${day(key.create_date)}`;
    if (!key.hash) return card(key.title, `${made}. ${CANNOT_BE_SHOWN}`);
    const revoke = button('Revoke', () => this.#revoke(key), { name: `Revoke ${key.title}` });
    const ending = h('code', {}, key.hash.slice(-TOLD_CHARACTERS));
    return card(key.title, [`${made}, ends with `, ending], revoke);
  }

  async #create() {
    const title = h('input', { required: true, maxlength: 255, autofocus: true, autocomplete: 'off' });
    const made = await openDialog({
      title: 'New API key',
      content: field('What it is for', title, 'Such as the name of the program that will use it.'),
      action: 'Create',
      run: () => call('api/key/create', { title: title.value }),
    });
    if (made) await showOnce(made.value);
    this.reload();
  }

  async #revoke(key) {
    const isDone = await openDialog({
      title: say`Revoke ${key.title}?`,
      content: h('p', {}, 'Whatever uses it is refused from that moment on. This cannot be undone.'),
      action: 'Revoke',
      isDangerous: true,
      run: () => call('api/key/delete', { key: key.hash }),
    });
    if (isDone) tell(say`Revoked ${key.title}.`);
    this.reload();
  }
}

/** Shows a new key, to be copied. */
async function showOnce({ title, hash }) {
  const shown = h('input', { class: 'secret', readonly: true, value: hash });
  const said = h('p', { class: 'hint', role: 'status' });
  const copyIt = async () => {
    const isCopied = await copyText(shown);
    said.textContent = isCopied ? 'Copied.' : 'It could not be copied; it is selected, so copy it by the keyboard.';
  };
  const copy = button('Copy', copyIt, { look: 'primary', picture: 'copy' });
  await openDialog({
    title: say`The key for ${title}`,
    content: [h('p', {}, 'Copy it now: the console does not show it again.'), field('API key', shown), copy, said],
    dismiss: 'Done',
  });
}

/** Browsers allow it to pages that came over TLS or from this machine only. */
async function copyText(input) {
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return false;
  }
}
