import { call } from '../api.js';
import { h } from '../dom.js';
import { fleet } from '../fleet.js';
import { field, openDialog } from './dialog.js';
import { tell } from './notices.js';

/** Asks the one who is logged in for another password. */
export async function changePassword() {
  const old = passwordInput('current-password');
  old.autofocus = true;
  const wanted = passwordInput('new-password');
  const again = passwordInput('new-password');
  const compare = () => again.setCustomValidity(again.value === wanted.value ? '' : 'This is not the same.');
  for (const input of [wanted, again]) input.addEventListener('input', compare);
  const content = async () => {
    const { settings } = await call('dealer/get_ui_config');
    return [
      userName(),
      field('Old password', old),
      field('New password', wanted, rules(settings.password_policy)),
      field('New password again', again),
    ];
  };
  const run = () => call('user/password/set', { old_password: old.value, new_password: wanted.value });
  const isDone = await openDialog({ title: 'Change your password', content, action: 'Change', run });
  if (isDone) tell('Your password is changed, and all your other sessions have ended.');
}

const passwordInput = (autocomplete) => h('input', { type: 'password', required: true, autocomplete });

/** Shows nothing: it tells programs that keep passwords whose this is. */
const userName = () =>
  h('input', { autocomplete: 'username', value: fleet.me.user_info.login, hidden: true, readonly: true });

function rules({ min_length: least, max_length: most, special_chars: special }) {
  return `${least} to ${most} characters, among them a capital, a small letter, a digit and one of ${special}`;
}
