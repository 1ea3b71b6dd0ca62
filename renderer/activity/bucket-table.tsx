import { Table } from '@mantine/core';
import type { HistoryBucket } from '../../shared/history.ts';
import { useFormats } from '../hooks/use-formats.ts';
import classes from './bucket-table.module.css';

export interface BucketTableProps {
  readonly buckets: readonly HistoryBucket[];
  readonly labelOf: (at: number) => string;
}

/** The chart's figures, for those who would rather read them. Newest first. */
export function BucketTable({ buckets, labelOf }: BucketTableProps) {
  const { number, octets } = useFormats();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also for those without a mouse
    <div className={classes.scroller} tabIndex={0} role="region" aria-label="Figures over time">
      <Table stickyHeader verticalSpacing={4} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>Messages</Table.Th>
            <Table.Th>Amount</Table.Th>
            <Table.Th>Sessions</Table.Th>
            <Table.Th>Failures</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {buckets.toReversed().map(({ at, messages, octets: amount, sessions, failures }) => (
            <Table.Tr key={at}>
              <Table.Th scope="row" fw={400}>
                {labelOf(at)}
              </Table.Th>
              <Table.Td>{number(messages)}</Table.Td>
              <Table.Td>{octets(amount)}</Table.Td>
              <Table.Td>{number(sessions)}</Table.Td>
              <Table.Td>{number(failures)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
