import { PasswordInput, TextInput } from '@mantine/core';
import { useService } from '../../hooks/use-service.ts';
import { FormSection } from './form-section.tsx';
import { ProviderNote } from './provider-note.tsx';
import type { ConnectionForm } from './use-editor.tsx';

interface MailboxFieldsProps {
  readonly form: ConnectionForm;
  readonly isNew: boolean;
  readonly onAddress: (address: string) => void;
  readonly focus: 'name' | 'password';
}

/** Whose mail: the address and the password come first, the rest follows from them. */
export function MailboxFields({ form, isNew, onAddress, focus }: MailboxFieldsProps) {
  const store = useService()?.credentialStore.description;
  return (
    <FormSection title="Mailbox">
      {isNew && (
        <>
          <TextInput
            label="E-mail address"
            description="The server’s settings follow from it."
            placeholder="you@example.org"
            type="email"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            value={form.values.address}
            onChange={(event) => onAddress(event.currentTarget.value)}
          />
          <ProviderNote address={form.values.address} />
        </>
      )}
      <PasswordInput
        label="Password"
        description={`Kept in ${store ?? 'the keychain'}, and never shown again.`}
        placeholder={isNew ? undefined : 'Unchanged'}
        autoComplete="off"
        data-autofocus={focus === 'password' || undefined}
        {...form.getInputProps('password')}
        id="connection-password"
      />
      <TextInput
        label="Name"
        description="What it is called here."
        data-autofocus={(!isNew && focus === 'name') || undefined}
        {...form.getInputProps('name')}
      />
    </FormSection>
  );
}
