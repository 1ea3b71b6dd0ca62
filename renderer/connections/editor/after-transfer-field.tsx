import { NumberInput, Radio, Stack } from '@mantine/core';
import type { ConnectionForm } from './use-editor.tsx';

const CHOICES = [
  { value: 'keep', label: 'Keep it', description: 'Other programs and devices still find it there.' },
  {
    value: 'delete-after',
    label: 'Delete it after some days',
    description: 'Counted from the day on which it was safely here.',
  },
  {
    value: 'delete',
    label: 'Delete it at once',
    description: 'As soon as it is safely on this computer, and not before.',
  },
] as const;

/** What happens to mail on the server when it is here. */
export function AfterTransferField({ form }: { readonly form: ConnectionForm }) {
  return (
    <Radio.Group label="Mail on the server, once it is here" {...form.getInputProps('policy')}>
      <Stack gap={8} mt={6}>
        {CHOICES.map(({ value, label, description }) => (
          <div key={value}>
            <Radio value={value} label={label} description={description} />
            {value === 'delete-after' && form.values.policy === value && (
              <NumberInput
                aria-label="Days until it is deleted"
                mt={6}
                ml={32}
                w={140}
                suffix={form.values.days === 1 ? ' day' : ' days'}
                allowDecimal={false}
                allowNegative={false}
                {...form.getInputProps('days')}
              />
            )}
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}
