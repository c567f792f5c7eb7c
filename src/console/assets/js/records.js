/** Records of the audit log in words. */

import { NO_GROUP, fleet } from './fleet.js';
import { count } from './words.js';

/** Characters that are shown of a long value, such as a list of ten thousand trackers. */
const MOST_SHOWN = 500;

const VERBS = {
  assign: 'assigned sub-users to',
  block: 'blocked',
  create: 'created',
  delete: 'deleted',
  register: 'added',
  session_create: 'opened a session of',
  tracker_bind: 'showed trackers to',
  tracker_unbind: 'hid trackers from',
  unblock: 'unblocked',
  update: 'changed',
};

/** What users do that needs no object. */
const OF_USERS = {
  checkin: 'opened a dashboard',
  login: 'logged in',
  logout: 'logged out',
  password_set: 'changed the password',
  session_renew: 'renewed a session',
  settings_update: 'changed the settings',
  ui_settings_update: 'changed how a dashboard looks',
};

const THINGS = {
  api_key: 'API key',
  security_group: 'role',
  subuser: 'sub-user',
  tracker_group: 'group',
};

const spaced = (name) => name.replaceAll('_', ' ');

/**
 * What was done, without who did it: `created group “Night shift”`. What has no words of its own here is told in the
 * log's. `users` has names of users by their ids.
 */
export function sentence({ entry_category: category, action, entry_id: id, payload }, users) {
  if (category === 'user' && action in OF_USERS) return OF_USERS[action];
  if (category === 'tracker_group' && action === 'assign') return assignment(payload);
  const things = THINGS[category] ?? spaced(category);
  const name = nameIn(payload?.after) ?? nameIn(payload?.before) ?? (category === 'subuser' && users.get(id));
  const which = name ? ` “${name}”` : id ? ` ${id}` : '';
  return `${VERBS[action] ?? `did ${spaced(action)} with`} ${things}${which}`;
}

function assignment({ before, after }) {
  const moved = before.reduce((sum, { trackers }) => sum + trackers.length, 0);
  const { group_id: id } = after;
  const where = id === NO_GROUP ? 'out of groups' : `to ${fleet.titleOf(id) ?? `group ${id}`}`;
  return `moved ${count(moved, 'tracker')} ${where}`;
}

function nameIn(thing) {
  return thing?.title ?? thing?.label ?? thing?.name ?? thing?.login;
}

/** What a record says was changed: each name with its value before and after. */
export function changesOf(payload) {
  if (!payload) return [];
  const { before, after, ...rest } = payload;
  const [old, current] = [named(before), named(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);
  const changes = [...names].map((name) => ({
    name: spaced(name),
    before: told(old[name]),
    after: told(current[name]),
  }));
  const others = Object.entries(rest).map(([name, value]) => ({ name: spaced(name), before: '', after: told(value) }));
  return [...changes, ...others].filter((change) => change.before !== change.after);
}

/** Values by their names; a list of things has but one. */
function named(value) {
  return Array.isArray(value) ? { each: value } : (value ?? {});
}

function told(value) {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
