import { Select } from '@mantine/core';
import { useConnections } from '../hooks/use-connections.ts';
import { connectionChoices } from '../components/connection-choices.ts';

export interface ConnectionFilterProps {
  /** An id, or undefined for all. */
  readonly value: string | undefined;
  readonly onChange: (connection: string | undefined) => void;
  readonly label?: string;
  readonly placeholder?: string;
}

/** One connection, or all of them. */
export function ConnectionFilter({
  value,
  onChange,
  label = 'Connection',
  placeholder = 'All connections',
}: ConnectionFilterProps) {
  const choices = connectionChoices(useConnections().values());
  return (
    <Select
      size="xs"
      w={200}
      aria-label={label}
      placeholder={placeholder}
      data={choices}
      value={value ?? null}
      searchable
      clearable
      limit={100}
      nothingFoundMessage="No such connection"
      clearButtonProps={{ 'aria-label': placeholder }}
      onChange={(next) => {
        onChange(next ?? undefined);
      }}
    />
  );
}
