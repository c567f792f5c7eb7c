/** The console's beginning: every element by its name. */

import { applyTheme } from './theme.js';
import { AppElement } from './elements/app.js';
import { ColorFieldElement } from './elements/color-field.js';
import { FleetElement } from './elements/fleet.js';
import { GroupListElement } from './elements/group-list.js';
import { GroupsElement } from './elements/groups.js';
import { KeysElement } from './elements/keys.js';
import { LogElement } from './elements/log.js';
import { LoginElement } from './elements/login.js';
import { NoticesElement } from './elements/notices.js';
import { PeopleElement } from './elements/people.js';
import { PickerElement } from './elements/picker.js';
import { RecordsElement } from './elements/records.js';
import { TrackerListElement } from './elements/tracker-list.js';
import { TrackersElement } from './elements/trackers.js';

applyTheme();

const ELEMENTS = {
  'muster-notices': NoticesElement,
  'muster-color-field': ColorFieldElement,
  'muster-tracker-list': TrackerListElement,
  'muster-picker': PickerElement,
  'muster-group-list': GroupListElement,
  'muster-groups': GroupsElement,
  'muster-trackers': TrackersElement,
  'muster-fleet': FleetElement,
  'muster-people': PeopleElement,
  'muster-keys': KeysElement,
  'muster-records': RecordsElement,
  'muster-log': LogElement,
  'muster-login': LoginElement,
  'muster-app': AppElement,
};

for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
