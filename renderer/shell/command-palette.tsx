import { Spotlight } from '@mantine/spotlight';
import { PAGES } from '../navigation/pages.ts';
import { usePlaces } from '../navigation/place-context.ts';

/** Everything that can be done, by its name (Ctrl+K). */
export function CommandPalette() {
  const { go } = usePlaces();
  const actions = PAGES.map(({ page, label, icon: Icon }) => ({
    id: page,
    label,
    leftSection: <Icon size={18} stroke={1.5} aria-hidden />,
    onClick: () => go({ page }),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      searchProps={{ placeholder: 'Search actions and connections…', 'aria-label': 'Search' }}
      nothingFound="Nothing of that name"
    />
  );
}
