// What the mouse and the keyboard do to a selection, without a browser: `node --test tests/browser`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Selection } from '../../src/console/assets/js/selection.js';

/** Eight things are listed, `a` to `h`, at the places 0 to 7. */
const LISTED = [...'abcdefgh'];

const click = (place) => (selection) => selection.pick(place);
const ctrlClick = (place) => (selection) => selection.pick(place, { adding: true });
const shiftClick = (place) => (selection) => selection.pick(place, { extending: true });
const ctrlShiftClick = (place) => (selection) => selection.pick(place, { extending: true, adding: true });
// A tick does what ctrl and a click do.
const [tick, shiftTick] = [ctrlClick, ctrlShiftClick];
const goTo = (place) => (selection) => selection.move(place);
const shiftGoTo = (place) => (selection) => selection.move(place, { extending: true });
const space = (selection) => selection.pick(selection.active, { adding: true });
const shiftSpace = (selection) => selection.pick(selection.active, { extending: true, adding: true });
const escape = (selection) => selection.clear();
const selectAll = (selection) => selection.all();
const unselectAll = (selection) => selection.none();
const find = (ids) => (selection) => selection.list([...ids]);
const had = (ids) => (selection) => selection.set([...ids]);

const CASES = [
  // With the mouse.
  ['a click selects one, and nothing else', [click(1), click(3)], 'd'],
  ['ctrl selects one more', [click(1), ctrlClick(3)], 'bd'],
  ['and one less', [click(1), ctrlClick(3), ctrlClick(1)], 'd'],
  ['shift selects all from the last one', [click(1), shiftClick(3)], 'bcd'],
  ['upwards too', [click(3), shiftClick(1)], 'bcd'],
  ['shift again moves the end of the range', [click(1), shiftClick(6), shiftClick(3)], 'bcd'],
  ['to the other side of its beginning', [click(3), shiftClick(6), shiftClick(1)], 'bcd'],
  ['shift alone takes the place of what was selected', [click(0), ctrlClick(5), shiftClick(7)], 'fgh'],
  ['ctrl and shift add to it', [click(0), ctrlClick(5), ctrlShiftClick(7)], 'afgh'],
  ['what shift has replaced does not come back', [click(0), ctrlClick(4), shiftClick(5), ctrlShiftClick(6)], 'efg'],
  ['shift at first selects from the top', [shiftClick(2)], 'abc'],
  // Ticks, and lists where every click adds.
  ['ticks add up, and shift adds to them', [tick(0), tick(2), tick(4), shiftTick(6)], 'acefg'],
  ['a range of ticks shrinks again', [tick(0), tick(2), shiftTick(6), shiftTick(3)], 'acd'],
  ['what was there before stays', [had('adgh'), tick(1), shiftTick(2)], 'abcdgh'],
  ['also when the range shrinks over it', [had('adgh'), tick(1), shiftTick(6), shiftTick(2)], 'abcdgh'],
  ['shift after an untick unticks', [had('abcdef'), tick(1), shiftTick(3)], 'aef'],
  ['but not after what came next', [had('abcdef'), tick(1), tick(6), shiftTick(7)], 'acdefgh'],
  ['nor where nothing was ticked', [had('ah'), shiftTick(2)], 'abch'],
  // With the keyboard.
  ['moving selects nothing', [click(1), goTo(5)], 'b'],
  ['space adds one', [space, goTo(2), space], 'ac'],
  ['and takes it out', [space, space], ''],
  ['a range begins where the keyboard is', [goTo(3), shiftGoTo(4)], 'de'],
  ['however it got there', [click(0), goTo(1), goTo(3), shiftGoTo(4)], 'ade'],
  ['and goes on from a click', [click(3), shiftGoTo(4), shiftGoTo(5)], 'def'],
  ['and shrinks', [click(3), shiftGoTo(4), shiftGoTo(5), shiftGoTo(4)], 'de'],
  ['it adds to what was selected', [space, goTo(2), space, shiftGoTo(3)], 'acd'],
  ['a range that was left is not taken up again', [click(1), shiftGoTo(2), goTo(5), shiftGoTo(6)], 'bcfg'],
  ['shift and space select all from the last one', [space, goTo(1), goTo(2), goTo(3), shiftSpace], 'abcd'],
  ['after escape a range begins where the keyboard is', [click(2), goTo(5), escape, shiftGoTo(6)], 'fg'],
  ['and so it does for the mouse', [click(2), goTo(5), escape, shiftClick(7)], 'fgh'],
  // While a search hides some.
  ['searching selects nothing', [click(2), find('abd'), find('abcd')], 'c'],
  ['all means all that are listed', [had('h'), find('ab'), selectAll], 'abh'],
  ['and so does none', [had('abgh'), find('ab'), unselectAll], 'gh'],
  ['but escape means all', [had('abgh'), find('ab'), escape], ''],
  ['what is added stays with what is hidden', [had('gh'), find('abcd'), tick(1), shiftTick(2)], 'bcgh'],
  ['a click takes the place of what is hidden', [had('gh'), find('abcd'), click(1)], 'b'],
  ['and so does a range', [had('gh'), find('abcd'), click(1), shiftClick(2)], 'bc'],
  ['a range still begins where it did', [click(3), find('adfgh'), shiftClick(3)], 'dfg'],
  ['or at the top, if that is hidden', [click(3), find('efgh'), shiftClick(1)], 'ef'],
  ['a range goes no further than the list', [had('c'), find('abdef'), click(1), shiftClick(3)], 'bde'],
];

for (const [name, hands, expected] of CASES) {
  test(name, () => {
    const selection = new Selection();
    selection.list(LISTED);
    for (const hand of hands) hand(selection);
    assert.equal(selection.ids.sort().join(''), expected);
  });
}

test('it tells how many are hidden, and whether all are selected', () => {
  const selection = new Selection();
  selection.list(LISTED);
  selection.set(['a', 'b', 'h']);
  selection.list(['a', 'b']);
  assert.deepEqual([selection.size, selection.hidden, selection.hasAll], [3, 1, true]);
  selection.list([]);
  assert.deepEqual([selection.size, selection.hidden, selection.hasAll], [3, 3, false]);
});

test('what is gone is selected no longer', () => {
  const selection = new Selection();
  selection.list(LISTED);
  selection.set(['a', 'b', 'h']);
  selection.keep(['b', 'c']);
  assert.deepEqual(selection.ids, ['b']);
});
