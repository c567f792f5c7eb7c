/**
 * Elements made by code. Text is only ever put in as text, so whatever a title or a label contains is shown and never
 * run.
 */

/** Makes an element: `h('button', { onclick: save }, 'Save')`. Absent and false properties are left out. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(key.replace(/^on/, ''), value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value);
    }
  }
  element.append(...present(children));
  return element;
}

/**
 * A sentence in which each name stands for itself, so that one that is written from right to left does not turn round
 * what is beside it: say`Created ${title}.`
 */
export function say(texts, ...names) {
  return texts.flatMap((text, place) => (place === 0 ? text : [h('bdi', {}, names[place - 1]), text]));
}

/** Puts other children in the place of those that there are. */
export function refill(element, ...children) {
  element.replaceChildren(...present(children));
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
}

const SVG = 'http://www.w3.org/2000/svg';

/** A picture of the sprite. It says nothing to a screen reader: what it stands for is said in words beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'use'));
  setIcon(svg, name);
  return svg;
}

export function setIcon(svg, name) {
  svg.firstChild.setAttribute('href', `icons.svg#${name}`);
}

/**
 * A button that does something at once. `look` says how much it stands out, `picture` stands before its text, and
 * `name` is read out where the text alone does not tell what it is about.
 */
export function button(text, onclick, { look = '', picture, name } = {}) {
  const properties = { type: 'button', class: `button ${look}`, 'aria-label': name, onclick };
  return h('button', properties, picture && icon(picture), text);
}

/** A button with a picture and nothing else; its label is its tooltip too. */
export function iconButton(name, label, properties = {}) {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, ...properties },
    icon(name),
  );
}

/** What a press does, and does only once at a time. */
export function busily(act) {
  return async ({ currentTarget: pressed }) => {
    if (pressed.ariaBusy === 'true') return;
    pressed.ariaBusy = 'true';
    await act();
    pressed.ariaBusy = 'false';
  };
}

let lastId = 0;

/** An id that no other element has, for labels and descriptions to point at. */
export function freshId() {
  lastId += 1;
  return `e${lastId}`;
}
