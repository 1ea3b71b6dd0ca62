import { Group, NumberInput, TextInput } from '@mantine/core';
import { defaultPort } from '../../../shared/connection.ts';
import { EncryptionField } from './encryption-field.tsx';
import { FormSection } from './form-section.tsx';
import type { ConnectionForm } from './use-editor.tsx';

/** Where the mail is. */
export function ServerFields({ form }: { readonly form: ConnectionForm }) {
  return (
    <FormSection title="Server">
      <Group align="start" gap="sm" wrap="nowrap">
        <TextInput
          label="POP3 server"
          placeholder="pop.example.org"
          flex={1}
          spellCheck={false}
          {...form.getInputProps('host')}
        />
        <NumberInput
          label="Port"
          w={96}
          hideControls
          allowDecimal={false}
          placeholder={String(defaultPort(form.values.encryption))}
          {...form.getInputProps('port')}
        />
      </Group>
      <TextInput
        label="User name"
        description="As the provider gives it, often the whole address."
        spellCheck={false}
        {...form.getInputProps('username')}
      />
      <EncryptionField form={form} />
    </FormSection>
  );
}
