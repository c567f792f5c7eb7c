import { SWATCHES, ink, paint } from '../color.js';
import { freshId, h } from '../dom.js';

const HEX = /^#?([0-9a-f]{6})$/i;

/**
 * A colour: from swatches, from the system's picker, or typed. It shows how a title looks in it and how well that can
 * be read. `value` is six hex digits.
 */
export class ColorFieldElement extends HTMLElement {
  #picker = h('input', { type: 'color', id: freshId() });
  #text = h('input', {
    class: 'hex',
    'aria-label': 'Colour as six hex digits',
    maxlength: 7,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  #swatches = SWATCHES.map(([name, hex]) => this.#swatch(name, hex));
  #sample = h('span', { class: 'title', dir: 'auto' });
  #verdict = h('p', { class: 'hint', role: 'status' });
  #preview = h('div', { class: 'group preview' }, this.#sample);
  #title = '';
  value;

  connectedCallback() {
    this.append(
      h('div', { class: 'swatches', role: 'group', 'aria-label': 'Colours to choose from' }, this.#swatches),
      h('div', { class: 'own-color' }, h('label', { for: this.#picker.id }, 'Colour'), this.#picker, this.#text),
      this.#preview,
      this.#verdict,
    );
    this.#picker.addEventListener('input', () => this.#set(this.#picker.value.slice(1)));
    this.#text.addEventListener('input', () => {
      const [, hex] = HEX.exec(this.#text.value) ?? [];
      this.#text.setCustomValidity(hex ? '' : 'Six hex digits, such as 1E96DC');
      if (hex) this.#set(hex, this.#text);
    });
    this.#set(this.getAttribute('value'));
  }

  /** Shows this title in the colour. */
  show(title) {
    this.#title = title;
    this.#sample.textContent = title || 'Title';
  }

  #swatch(name, hex) {
    const button = h('button', {
      type: 'button',
      class: 'swatch',
      'aria-label': name,
      title: name,
      onclick: () => this.#set(hex),
    });
    paint(button, hex);
    button.value = hex;
    return button;
  }

  /** Takes a colour, and leaves alone the input that it is being typed into. */
  #set(hex, typing) {
    this.value = hex.toUpperCase();
    this.#picker.value = `#${hex.toLowerCase()}`;
    if (typing !== this.#text) {
      this.#text.value = this.value;
      this.#text.setCustomValidity('');
    }
    for (const swatch of this.#swatches) swatch.setAttribute('aria-pressed', swatch.value === this.value);
    paint(this.#preview, this.value);
    const { name, ratio } = ink(this.value);
    this.#verdict.textContent = `Text on it is ${name}, with a contrast of ${ratio.toFixed(1)} to 1.`;
    this.show(this.#title);
  }
}
