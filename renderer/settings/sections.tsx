import { Tabs } from '@mantine/core';
import { useEffect, useRef } from 'react';
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
  const index = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  // Whoever is led here goes on at the section's heading; whoever chooses in the index stays there.
  useEffect(() => {
    const isLed = place.page === 'settings' && place.section !== undefined;
    if (isLed && index.current?.contains(document.activeElement) === false) {
      content.current?.querySelector('h2')?.focus();
    }
  }, [place]);
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
      <Tabs.List aria-label="Sections" ref={index}>
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
        <div className={classes.section} ref={content}>
          <Section />
        </div>
      </Tabs.Panel>
    </Tabs>
  );
}
