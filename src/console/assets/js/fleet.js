/**
 * The account's groups and trackers as this console knows them. It changes what it knows only after the server has
 * changed it, and tells by a `change` event.
 */

import { call } from './api.js';
import { changed, latest } from './merging.js';
import { byName } from './words.js';

/** The id that stands for no group: what the API calls the default group. */
export const NO_GROUP = 0;

/** The id that stands for all trackers, in whatever group. */
export const ALL = 'all';

/** Refusals of what this console would not have asked for, had it known: something is gone, or blocked. */
const OUTDATED = [201, 208, 217];

class Fleet extends EventTarget {
  /** Who is logged in, as `user/get_info` tells it. */
  me = null;
  /** Groups by their ids, in the order of their titles. */
  groups = new Map();
  /** Trackers in the order of their labels. */
  trackers = [];
  /** How many trackers each group has, by its id. */
  counts = new Map();
  #labels = new Map();
  /** When all of it was asked for. */
  asked = 0;
  /** How many changes have been made from here. */
  #changes = 0;

  get isOwner() {
    return this.me.privileges.rights.includes('admin');
  }

  /** Asks for everything. What was asked before a change from here and answered after it may not know of the change. */
  async load() {
    const changes = this.#changes;
    const asked = Date.now();
    const [me, groups, trackers] = await Promise.all([
      call('user/get_info'),
      call('tracker/group/list'),
      call('tracker/list'),
    ]);
    if (changes !== this.#changes) return this.load();
    Object.assign(this, { me, asked });
    this.trackers = trackers.list.map(withText).sort((a, b) => byName(a.label, b.label));
    this.#labels = new Map(this.trackers.map(({ id, label }) => [id, label]));
    this.#setGroups(groups.list);
  }

  async createGroup(title, color) {
    const { id } = await this.#change('tracker/group/create', { title, color });
    this.#setGroups([...this.groups.values(), { id, title, color }]);
    return id;
  }

  /** Changes what is different from the group as it was shown; the rest stays as the server has it now. */
  async updateGroup(shown, wanted) {
    const group = { ...(await latest('tracker/group/list', shown)), ...changed(shown, wanted) };
    await this.#change('tracker/group/update', group);
    this.#setGroups([...this.groups.values()].map((other) => (other.id === group.id ? group : other)));
  }

  async deleteGroup(id) {
    await this.#change('tracker/group/delete', { id });
    for (const tracker of this.trackers) {
      if (tracker.group_id === id) tracker.group_id = NO_GROUP;
    }
    this.#setGroups([...this.groups.values()].filter((group) => group.id !== id));
  }

  /** Puts trackers in a group, all of them in one call: either all are moved, or none. */
  async assign(id, trackerIds) {
    await this.#change('tracker/group/assign', { id, trackers: trackerIds });
    const moved = new Set(trackerIds);
    for (const tracker of this.trackers) {
      if (moved.has(tracker.id)) tracker.group_id = id;
    }
    this.#tell();
  }

  /** Whether there is a group of that id, or something that the id stands for. */
  has(id) {
    return id === ALL || id === NO_GROUP || this.groups.has(id);
  }

  titleOf(id) {
    if (id === ALL) return 'All trackers';
    return id === NO_GROUP ? 'No group' : this.groups.get(id)?.title;
  }

  labelOf(id) {
    return this.#labels.get(id);
  }

  countOf(id) {
    return id === ALL ? this.trackers.length : (this.counts.get(id) ?? 0);
  }

  /** A refusal that shows that something has changed elsewhere has it all loaded anew, before it is told. */
  async #change(action, parameters) {
    try {
      const answer = await call(action, parameters);
      this.#changes += 1;
      return answer;
    } catch (error) {
      // That it cannot be loaded is the lesser news.
      if (OUTDATED.includes(error.code)) await this.load().catch(() => {});
      throw error;
    }
  }

  #setGroups(groups) {
    const sorted = groups.sort((a, b) => byName(a.title, b.title) || a.id - b.id);
    this.groups = new Map(sorted.map((group) => [group.id, group]));
    this.#tell();
  }

  #tell() {
    this.counts = new Map();
    for (const { group_id: group } of this.trackers) {
      this.counts.set(group, this.countOf(group) + 1);
    }
    this.dispatchEvent(new Event('change'));
  }
}

/** A tracker with what it is found by, in lower case, so that a search need not make it anew for each key. */
function withText(tracker) {
  const { label, source } = tracker;
  return { ...tracker, text: [label, source.device_id, source.model, source.phone].join('\n').toLowerCase() };
}

/** Whether a tracker has all the words in it. */
export function isFoundBy(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return (tracker) => wanted.every((word) => tracker.text.includes(word));
}

export const fleet = new Fleet();
