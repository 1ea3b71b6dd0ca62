import { Radio, Text } from '@mantine/core';
import { useFormats } from '../hooks/use-formats.ts';
import type { HistoryTotals } from './time-span.ts';
import classes from './metric-tiles.module.css';

export type Metric = keyof HistoryTotals;

export const METRICS: Readonly<Record<Metric, { readonly label: string; readonly color: string }>> = {
  messages: { label: 'Messages', color: 'petrol.6' },
  octets: { label: 'Amount', color: 'indigo.5' },
  failures: { label: 'Failures', color: 'red.6' },
};

export interface MetricTilesProps {
  readonly totals: HistoryTotals;
  readonly metric: Metric;
  readonly onChange: (metric: Metric) => void;
}

/** The sums of the span; the chosen one is what the chart shows. */
export function MetricTiles({ totals, metric, onChange }: MetricTilesProps) {
  const { number, octets } = useFormats();
  return (
    <Radio.Group
      aria-label="What the chart shows"
      value={metric}
      onChange={(value) => {
        onChange(value);
      }}
    >
      <div className={classes.tiles}>
        {(['messages', 'octets', 'failures'] as const).map((each) => (
          <Radio.Card key={each} value={each} className={classes.tile}>
            <Text span size="xs" c="dimmed">
              {METRICS[each].label}
            </Text>
            <Text span fw={600} size="lg" lh={1.2}>
              {each === 'octets' ? octets(totals.octets) : number(totals[each])}
            </Text>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
