import { NumberSetting } from './number-setting.tsx';
import { SectionTitle } from './section-title.tsx';

/** When mail is fetched, where a connection says nothing else. */
export function FetchingSection() {
  return (
    <>
      <SectionTitle title="Fetching">
        Each connection has its own interval; these hold where it says nothing, and for all of them.
      </SectionTitle>
      <NumberSetting
        path="defaultIntervalMinutes"
        label="Default interval"
        suffix=" min"
        description="How often a new connection is polled."
      />
      <NumberSetting
        path="minimumIntervalMinutes"
        label="Shortest interval"
        suffix=" min"
        description="No connection is polled more often, whatever it says."
      />
      <NumberSetting
        path="batteryFactor"
        label="On battery"
        suffix=" ×"
        step={0.5}
        description="Intervals are so many times as long while the computer runs on its battery."
      />
      <NumberSetting
        path="maximumConnections"
        label="Most connections"
        description="How many connections there may be."
      />
    </>
  );
}
