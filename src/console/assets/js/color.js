/** Colours of groups: six hex digits without `#`, as the API has them. */

/** Colours to choose from that differ from each other to most eyes, by name. */
export const SWATCHES = [
  ['Sky', '1E96DC'],
  ['Navy', '1F4E9E'],
  ['Violet', '7A4FD0'],
  ['Plum', 'A8327F'],
  ['Rose', 'F26D9B'],
  ['Red', 'D6382D'],
  ['Orange', 'F28C28'],
  ['Amber', 'FFC233'],
  ['Lime', '9BCB3C'],
  ['Green', '2E8B57'],
  ['Teal', '159A94'],
  ['Slate', '5B6B7B'],
];

/** How bright a colour is to the eye, from 0 to 1 (WCAG 2.2, relative luminance). */
export function luminance(hex) {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How well one colour is read on another, from 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever is read better on the colour. The better of the two never has less than 4.58. */
export function ink(hex) {
  const [black, white] = [contrast(hex, '000000'), contrast(hex, 'FFFFFF')];
  return black >= white
    ? { name: 'black', hex: '000000', ratio: black }
    : { name: 'white', hex: 'FFFFFF', ratio: white };
}

/** Gives an element a group's colour and the ink that goes with it; none without a colour. */
export function paint(element, hex) {
  element.classList.toggle('painted', Boolean(hex));
  if (!hex) return;
  element.style.setProperty('--fill', `#${hex}`);
  element.style.setProperty('--ink', `#${ink(hex).hex}`);
}
