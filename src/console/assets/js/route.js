/** Where the person is, as the address has it: a view and what is shown in it. Back and a reload lead there again. */

export function here() {
  const [, view, thing] = location.hash.split('/');
  return { view, thing };
}

/** The address of a view, or of a thing in it: `#/trackers/222`. */
export const addressOf = (view, thing) => (thing === undefined ? `#/${view}` : `#/${view}/${thing}`);
