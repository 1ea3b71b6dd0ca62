import { Kbd, Text, Title } from '@mantine/core';
import { modals } from '@mantine/modals';
import { MENU_SHORTCUTS, menuKeys, type MenuShortcutName } from '../../shared/menu-shortcuts.ts';
import { IS_MAC, shortcut } from '../navigation/shortcut.ts';
import classes from './shortcut-sheet.module.css';

interface ShortcutGroup {
  readonly title: string;
  readonly keys: readonly (readonly [keys: string, does: string])[];
}

const IN_MENU = Object.keys(MENU_SHORTCUTS) as readonly MenuShortcutName[]; // the keys of a literal

const GROUPS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      ['mod+K', 'Find any action or connection'],
      ['mod+1', 'Connections'],
      ['mod+2', 'Folders'],
      ['mod+3', 'Activity'],
      ['mod+4', 'Settings'],
      ['?', 'This sheet'],
    ],
  },
  {
    title: 'Application',
    keys: IN_MENU.map((name) => [menuKeys(name, IS_MAC), MENU_SHORTCUTS[name].does]),
  },
  {
    title: 'Connections',
    keys: [
      ['mod+F', 'Search'],
      ['F5', 'Fetch the selected, or all'],
      ['enter', 'Edit'],
      ['space', 'Details'],
      ['P', 'Pause or resume'],
      ['mod+D', 'Duplicate'],
      ['delete', 'Remove'],
      ['mod+A', 'Select all'],
      ['shift+↑ ↓', 'Select several'],
    ],
  },
  {
    title: 'Editing',
    keys: [
      ['mod+S', 'Save'],
      ['Esc', 'Back'],
    ],
  },
];

/** Every shortcut, at a glance: `?`. */
export function openShortcutSheet(): void {
  modals.open({ modalId: 'shortcuts', title: 'Keyboard shortcuts', size: 620, children: <ShortcutSheet /> });
}

function ShortcutSheet() {
  return (
    <div className={classes.groups}>
      {GROUPS.map(({ title, keys }) => (
        <section key={title} aria-label={title}>
          <Title order={3} size="h6" mb={6}>
            {title}
          </Title>
          <dl>
            {keys.map(([key, does]) => (
              <div key={key}>
                <Text component="dt" size="sm">
                  {does}
                </Text>
                <dd>
                  <Kbd size="xs">{shortcut(key)}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
