import { Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { usePaletteGroups } from './palette-groups.tsx';

/** So many results: more of them nobody reads. */
const MOST = 12;

/** Everything that can be done, every section of the settings and every connection, by name (Ctrl+K). */
export function CommandPalette() {
  const [query, setQuery] = useState('');
  const groups = usePaletteGroups(query.trim() !== '');
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      limit={MOST}
      shortcut={['mod + K']}
      highlightQuery
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      scrollable
      maxHeight="min(520px, 66vh)"
      centered={false}
      overlayProps={{ blur: 0 }}
      searchProps={{
        placeholder: 'Search actions, settings and connections…',
        'aria-label': 'Search actions, settings and connections',
      }}
      nothingFound="Nothing of that name"
    />
  );
}
