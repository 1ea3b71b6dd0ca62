import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoryBucket } from '../../shared/history.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { BucketTable } from './bucket-table.tsx';
import { METRICS, type Metric, MetricTiles } from './metric-tiles.tsx';
import { filledBuckets, type Span, totalsOf } from './time-span.ts';
import { useBucketLabel } from './use-bucket-label.ts';
import classes from './history-chart.module.css';

export interface HistoryChartProps {
  readonly span: Span;
  readonly buckets: readonly HistoryBucket[];
}

/** Messages, octets or failures over time, as a chart or as a table. */
export function HistoryChart({ span, buckets }: HistoryChartProps) {
  const { number, octets } = useFormats();
  const [metric, setMetric] = useState<Metric>('messages');
  const [asTable, setAsTable] = useState(false);
  const labelOf = useBucketLabel(span.every);
  const filled = filledBuckets(span, buckets);
  const format = metric === 'octets' ? octets : number;
  const { label, color } = METRICS[metric];
  return (
    <section className={classes.history} aria-label="Over time">
      <div className={classes.head}>
        <MetricTiles totals={totalsOf(filled)} metric={metric} onChange={setMetric} />
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={asTable ? <IconChartBar size={16} aria-hidden /> : <IconTable size={16} aria-hidden />}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
      {asTable ? (
        <BucketTable buckets={filled} labelOf={labelOf} />
      ) : (
        <figure className={classes.figure}>
          <VisuallyHidden component="figcaption">
            {`${label} over time. The same figures are in the table.`}
          </VisuallyHidden>
          <div aria-hidden>
            <BarChart
              h={140}
              data={filled.map((bucket) => ({ ...bucket, at: labelOf(bucket.at) }))}
              dataKey="at"
              series={[{ name: metric, label, color }]}
              valueFormatter={format}
              accessibilityLayer={false}
              tickLine="none"
              gridAxis="x"
              maxBarWidth={28}
              xAxisProps={{ minTickGap: 24 }}
              yAxisProps={{ width: 64, allowDecimals: false, tickCount: 4 }}
              barChartProps={{ margin: { top: 10, right: 4 } }}
              barProps={{ radius: [3, 3, 0, 0], isAnimationActive: false }}
            />
          </div>
        </figure>
      )}
    </section>
  );
}
