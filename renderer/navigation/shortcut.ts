export const IS_MAC = /mac/i.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = IS_MAC
  ? { mod: '⌘', ctrl: '⌃', shift: '⇧', alt: '⌥', enter: '↩', delete: '⌫', plus: '+', space: 'Space' }
  : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: 'Enter', delete: 'Del', plus: '+', space: 'Space' };

/** A shortcut as this platform writes it: `mod+shift+r` is `Ctrl+Shift+R`, or `⌘⇧R`. */
export function shortcut(keys: string): string {
  return keys
    .split('+')
    .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(IS_MAC ? '' : '+');
}
