import { call } from '../api.js';
import { h } from '../dom.js';
import { session } from '../session.js';
import { explain } from '../words.js';
import { field } from './dialog.js';

/** Where everybody begins. `reason` is the failure that has led back here, if one has. */
export class LoginElement extends HTMLElement {
  reason;

  connectedCallback() {
    document.title = 'Log in – Muster';
    const login = h('input', { name: 'login', autocomplete: 'username', autocapitalize: 'none', required: true });
    const password = h('input', {
      name: 'password',
      type: 'password',
      autocomplete: 'current-password',
      required: true,
    });
    const error = h('p', { class: 'error', role: 'alert' });
    const submit = h('button', { class: 'button primary' }, 'Log in');
    const form = h('form', {}, field('Login', login), field('Password', password), error, submit);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#logIn(login.value, password, error, submit);
    });
    this.append(
      h(
        'main',
        { class: 'login-card' },
        h('img', { src: 'mark.svg', alt: '', width: 48, height: 48 }),
        h('h1', {}, 'Muster'),
        h('p', { class: 'lead' }, 'Trackers, their groups, and who may see them.'),
        form,
      ),
    );
    login.focus();
    if (this.reason) error.textContent = explain(this.reason);
  }

  async #logIn(login, password, error, submit) {
    error.textContent = '';
    submit.disabled = true;
    try {
      const { hash } = await call('user/auth', { login, password: password.value });
      session.begin(hash);
    } catch (failure) {
      error.textContent = explain(failure);
      password.value = '';
      password.focus();
    }
    submit.disabled = false;
  }
}
