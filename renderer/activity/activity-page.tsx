import { Tabs } from '@mantine/core';
import { PageHeader } from '../components/page-header.tsx';
import { usePlace, usePlaces } from '../navigation/place-context.ts';
import { HistoryTab } from './history-tab.tsx';
import { LogTab } from './log-tab.tsx';
import { NowTab } from './now-tab.tsx';
import classes from './activity-page.module.css';

const TABS = [
  { tab: 'now', label: 'Now' },
  { tab: 'history', label: 'History' },
  { tab: 'log', label: 'Log' },
] as const;

/** What RPOP does, did, and says. */
export function ActivityPage() {
  const place = usePlace();
  const places = usePlaces();
  const { tab = 'now', connection } = place.page === 'activity' ? place : {};
  return (
    <div className={classes.page}>
      <PageHeader title="Activity" />
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = TABS.find((each) => each.tab === value);
          if (next !== undefined) places.go({ page: 'activity', tab: next.tab });
        }}
        keepMounted={false}
        classNames={{ root: classes.tabs, list: classes.list, panel: classes.panel }}
      >
        <Tabs.List aria-label="Activity">
          {TABS.map((each) => (
            <Tabs.Tab key={each.tab} value={each.tab}>
              {each.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="now">
          <NowTab />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab key={connection} connection={connection} />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <LogTab key={connection} connection={connection} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
