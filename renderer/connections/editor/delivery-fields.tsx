import { NumberInput } from '@mantine/core';
import type { Settings } from '../../../shared/settings.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { AfterTransferField } from './after-transfer-field.tsx';
import { FolderField } from './folder-field.tsx';
import { FormSection } from './form-section.tsx';
import type { ConnectionForm } from './use-editor.tsx';

interface DeliveryFieldsProps {
  readonly form: ConnectionForm;
  readonly settings: Settings | undefined;
}

/** Where the mail goes, how often, and what becomes of it on the server. */
export function DeliveryFields({ form, settings }: DeliveryFieldsProps) {
  const formats = useFormats();
  const usual = settings?.defaultIntervalMinutes ?? 10;
  const least = settings?.minimumIntervalMinutes ?? 1;
  return (
    <FormSection title="Delivery">
      <FolderField form={form} />
      <NumberInput
        label="Fetch every"
        description={`Left empty, every ${formats.plural(usual, 'minute', 'minutes')}${least > 1 ? `; at least ${formats.number(least)}` : ''}.`}
        suffix={form.values.intervalMinutes === 1 ? ' minute' : ' minutes'}
        placeholder={formats.plural(usual, 'minute', 'minutes')}
        w={180}
        allowDecimal={false}
        allowNegative={false}
        {...form.getInputProps('intervalMinutes')}
      />
      <AfterTransferField form={form} />
    </FormSection>
  );
}
