import { Tabs } from '@mantine/core';
import { SETTINGS_SECTIONS } from '../../shared/ipc.ts';
import { usePlace, usePlaces } from '../navigation/place-context.ts';
import { SECTIONS } from './section-list.ts';
import classes from './sections.module.css';

/** The index of the sections, and the one that is chosen. */
export function Sections() {
  const place = usePlace();
  const places = usePlaces();
  const chosen = (place.page === 'settings' ? place.section : undefined) ?? SETTINGS_SECTIONS[0];
  const { section: Section } = SECTIONS[chosen];
  return (
    <Tabs
      value={chosen}
      onChange={(value) => {
        const section = SETTINGS_SECTIONS.find((each) => each === value);
        if (section !== undefined) places.go({ page: 'settings', section });
      }}
      orientation="vertical"
      variant="pills"
      classNames={{
        root: classes.sections,
        list: classes.index,
        tab: classes.entry,
        tabLabel: classes.label,
        panel: classes.panel,
      }}
    >
      <Tabs.List aria-label="Sections">
        {SETTINGS_SECTIONS.map((name) => {
          const { label, icon: Icon } = SECTIONS[name];
          return (
            <Tabs.Tab key={name} value={name} leftSection={<Icon size={18} stroke={1.5} aria-hidden />}>
              {label}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      <Tabs.Panel key={chosen} value={chosen} tabIndex={0}>
        <div className={classes.section}>
          <Section />
        </div>
      </Tabs.Panel>
    </Tabs>
  );
}
