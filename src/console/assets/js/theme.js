/** Light or dark: as the system has it, unless the person has chosen. */

const KEY = 'muster.theme';

export const THEMES = ['auto', 'light', 'dark'];

export function theme() {
  const chosen = localStorage.getItem(KEY);
  return THEMES.includes(chosen) ? chosen : 'auto';
}

export function setTheme(name) {
  localStorage.setItem(KEY, name);
  applyTheme();
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}
