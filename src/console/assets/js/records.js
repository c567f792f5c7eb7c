/** Records of the audit log in words. */

import { NO_GROUP, fleet } from './fleet.js';
import { count, number } from './words.js';

/** Characters that are shown of a long value, such as a list of ten thousand trackers. */
const MOST_SHOWN = 500;

/** Trackers that are named; of more it is said how many more there are. */
const MOST_NAMED = 20;

const VERBS = {
  assign: 'assigned sub-users to',
  block: 'blocked',
  corrupt: 'gave up',
  create: 'created',
  custom_fields_update: 'changed custom fields of',
  delete: 'deleted',
  identifier_set: 'changed an identifier of',
  name_set: 'named',
  register: 'added',
  session_create: 'opened a session of',
  settings_update: 'changed the settings of',
  tags_set: 'tagged',
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
  if (category === 'tracker' && action === 'import') return `imported ${count(payload.after.imported, 'tracker')}`;
  const things = THINGS[category] ?? spaced(category);
  const name = nameIn(payload?.after) ?? nameIn(payload?.before) ?? NAMES[category]?.(id, users);
  const which = name ? ` “${name}”` : id ? ` ${id}` : '';
  return `${VERBS[action] ?? `did ${spaced(action)} with`} ${things}${which}`;
}

function assignment({ before, after }) {
  const moved = before.reduce((sum, { trackers }) => sum + trackers.length, 0);
  const where = after.group_id === NO_GROUP ? 'out of groups' : `to ${groupOf(after.group_id)}`;
  return `moved ${count(moved, 'tracker')} ${where}`;
}

function nameIn(thing) {
  return thing?.title ?? thing?.label ?? thing?.name ?? thing?.login;
}

/** Names of what a record gives by its id alone. */
const NAMES = {
  subuser: (id, users) => users.get(id),
  tracker: (id) => fleet.labelOf(id),
  tracker_group: (id) => fleet.titleOf(id),
};

const groupOf = (id) => fleet.titleOf(id) ?? `group ${id}, which is gone`;

/** The trackers' labels, or the numbers of those that are gone. */
function labelsOf(trackers) {
  const labels = trackers.slice(0, MOST_NAMED).map((id) => fleet.labelOf(id) ?? `tracker ${id}, which is gone`);
  const others = trackers.length - labels.length;
  return others > 0 ? `${labels.join('; ')}; and ${number(others)} more` : labels.join('; ');
}

/** What a record says was changed: each name with its value before and after. */
export function changesOf({ entry_category: category, action, payload }) {
  if (!payload) return [];
  const { before, after, ...rest } = payload;
  if (category === 'tracker_group' && action === 'assign') return moves(before, after);
  const words = category === 'security_group' ? {} : IN_WORDS;
  const [old, current] = [named(before), named(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);
  const changes = [...names].map((name) => ({
    name: spaced(name),
    before: told(old[name], words[name]),
    after: told(current[name], words[name]),
  }));
  const others = Object.entries(rest).map(([name, value]) => ({ name: spaced(name), before: '', after: told(value) }));
  return [...changes, ...others].filter((change) => change.before !== change.after);
}

/** Which trackers came from which group. */
function moves(before, { group_id: to }) {
  return before.map(({ group_id: from, trackers }) => ({
    name: labelsOf(trackers),
    before: `${groupOf(from)} (${number(trackers.length)})`,
    after: groupOf(to),
  }));
}

/** Values by their names; a list of things has but one. */
function named(value) {
  return Array.isArray(value) ? { each: value } : (value ?? {});
}

/** What makes words of ids. Groups of rights, which are called the same, have no names here. */
const IN_WORDS = { trackers: labelsOf, group_id: groupOf };

function told(value, inWords) {
  if (value === undefined || value === null) return '';
  const worded = inWords ? inWords(value) : value;
  const text = typeof worded === 'object' ? JSON.stringify(worded) : String(worded);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
