import { LateAnswer, logOut } from '../api.js';
import { busily, button, h, icon, iconButton, refill, setIcon } from '../dom.js';
import { fleet } from '../fleet.js';
import { addressOf, here } from '../route.js';
import { session } from '../session.js';
import { THEMES, setTheme, theme } from '../theme.js';
import { explain } from '../words.js';
import { complain, warn } from './notices.js';
import { changePassword } from './password-dialog.js';
import { trouble } from './trouble.js';

/** What there is to see; the first is what everybody sees first. */
const VIEWS = [
  { route: 'trackers', name: 'Trackers', picture: 'fleet', element: 'muster-fleet' },
  { route: 'sub-users', name: 'Sub-users', picture: 'people', element: 'muster-people' },
  { route: 'keys', name: 'API keys', picture: 'key', element: 'muster-keys' },
  { route: 'log', name: 'Audit log', picture: 'log', element: 'muster-log' },
];

/** What is older than this is asked for again when the person comes back to the tab. */
const STALE_MS = 60_000;

/** The whole: the login, or the views with what stands around them. */
export class AppElement extends HTMLElement {
  #main;
  #links;
  #view;

  connectedCallback() {
    session.addEventListener('begin', () => this.#enter());
    session.addEventListener('end', (event) => this.#leave(event.detail));
    window.addEventListener('hashchange', () => this.#main?.isConnected && this.#turn());
    document.addEventListener('visibilitychange', () => this.#comeBack());
    if (session.hash) this.#enter();
    else this.#leave();
  }

  async #enter() {
    refill(this, h('p', { class: 'waiting', role: 'status' }, 'Loading…'));
    try {
      await fleet.load();
    } catch (error) {
      const isLate = error instanceof LateAnswer || !session.hash;
      if (!isLate)
        refill(
          this,
          h(
            'main',
            { class: 'waiting' },
            trouble(error, () => this.#enter()),
          ),
        );
      return;
    }
    this.#main = h('main', { tabindex: -1 });
    refill(this, this.#header(), this.#main);
    this.#show();
  }

  #leave(reason) {
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    const login = h('muster-login');
    login.reason = reason;
    refill(this, login);
  }

  async #refresh() {
    try {
      await fleet.load();
      await this.#main.firstChild.reload?.();
    } catch (error) {
      complain(error);
    }
  }

  #comeBack() {
    const isIdle = !document.hidden && session.hash && this.#main?.isConnected && !document.querySelector('dialog');
    if (isIdle && Date.now() - fleet.asked > STALE_MS) fleet.load().catch(complain);
  }

  #header() {
    this.#links = VIEWS.map(({ route, name, picture }) =>
      h('a', { href: addressOf(route) }, icon(picture), h('span', {}, name)),
    );
    const { login, title } = fleet.me.user_info;
    const who = button(h('bdi', { class: 'who' }, title || login), changePassword, {
      look: 'quiet',
      picture: 'person',
      name: `Logged in as ${title || login}: change the password`,
    });
    const out = button(h('span', { class: 'wide-only' }, 'Log out'), leave, {
      look: 'quiet',
      picture: 'leave',
      name: 'Log out',
    });
    return h(
      'header',
      { class: 'top' },
      h(
        'p',
        { class: 'brand' },
        h('img', { src: 'mark.svg', alt: '', width: 28, height: 28 }),
        h('span', {}, 'Muster'),
      ),
      h('nav', { 'aria-label': 'Views' }, this.#links),
      h(
        'div',
        { class: 'tools' },
        who,
        iconButton('refresh', 'Refresh', { onclick: busily(() => this.#refresh()) }),
        themeButton(),
        out,
      ),
    );
  }

  /** Shows another view if the address says so; a view sees for itself what the address says of it. */
  #turn() {
    if (viewHere() !== this.#view) this.#show();
  }

  #show() {
    const view = viewHere();
    this.#view = view;
    VIEWS.forEach(({ route }, place) => {
      if (route === view.route) this.#links[place].setAttribute('aria-current', 'page');
      else this.#links[place].removeAttribute('aria-current');
    });
    document.title = `${view.name} – Muster`;
    refill(this.#main, h(view.element));
    this.#main.focus({ preventScroll: true });
  }
}

const viewHere = () => VIEWS.find(({ route }) => route === here().view) ?? VIEWS[0];

async function leave() {
  // Whoever logs in next begins at the beginning.
  location.hash = '';
  try {
    await logOut();
  } catch (error) {
    warn(
      `You are logged out here, but the server was not told: there the session ends by itself only. ${explain(error)}`,
    );
  }
}

function themeButton() {
  const button = iconButton(theme(), '', {
    onclick: () => {
      setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
      tellTheme();
    },
  });
  const tellTheme = () => {
    const label = `Theme: ${theme() === 'auto' ? 'as the system' : theme()}`;
    button.setAttribute('aria-label', label);
    button.title = label;
    setIcon(button.firstChild, theme());
  };
  tellTheme();
  return button;
}
