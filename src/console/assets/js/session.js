/** Who is logged in, in this tab and until it is closed. */

const KEY = 'muster.session';

class Session extends EventTarget {
  get hash() {
    return sessionStorage.getItem(KEY);
  }

  begin(hash) {
    sessionStorage.setItem(KEY, hash);
    this.dispatchEvent(new Event('begin'));
  }

  /** Forgets the hash; `error` says why, unless the person wanted it. */
  end(error) {
    sessionStorage.removeItem(KEY);
    this.dispatchEvent(new CustomEvent('end', { detail: error }));
  }
}

export const session = new Session();
