import {
  Button,
  Checkbox,
  Collapse,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { AUTHENTICATIONS } from '../../../shared/connection-choices.ts';
import { EVENT_TYPES } from '../../../shared/events.ts';
import { useAction } from '../../hooks/use-action.ts';
import type { ConnectionForm } from './use-editor.tsx';

interface AdvancedFieldsProps {
  readonly form: ConnectionForm;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Everything that most people never need. */
export function AdvancedFields({ form, isOpen, onToggle }: AdvancedFieldsProps) {
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        ml={-12}
        aria-expanded={isOpen}
        leftSection={<Chevron size={16} aria-hidden />}
        onClick={onToggle}
      >
        Advanced
      </Button>
      <Collapse expanded={isOpen}>
        <Stack gap="sm" pt="xs">
          <Switch
            label="Fetch at its interval"
            description="Switched off, it is fetched only when you ask for it."
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
          <Switch
            label="Announce new mail"
            description="A notification of the desktop."
            {...form.getInputProps('notifications', { type: 'checkbox' })}
          />
          <LimitFields form={form} />
          <TrustFields form={form} />
          <EventTypesField form={form} />
        </Stack>
      </Collapse>
    </div>
  );
}

function LimitFields({ form }: { readonly form: ConnectionForm }) {
  return (
    <>
      <Group align="start" gap="sm" grow>
        <NumberInput
          label="Largest message"
          description="Larger ones are not fetched whole."
          placeholder="No limit"
          suffix=" MB"
          allowNegative={false}
          {...form.getInputProps('largestMessage')}
        />
        <NativeSelect
          label="Larger messages"
          description="What is done with them."
          data={[
            { value: 'skip', label: 'Leave alone' },
            { value: 'header', label: 'Fetch the header only' },
          ]}
          disabled={form.values.largestMessage === ''}
          {...form.getInputProps('largerMessages')}
        />
      </Group>
      <Group align="start" gap="sm" grow>
        <NumberInput
          label="Messages in one session"
          description="The others come with the next."
          placeholder="No limit"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('messagesPerSession')}
        />
        <NativeSelect
          label="Order"
          description="Which come first."
          data={[
            { value: 'oldest', label: 'Oldest first' },
            { value: 'newest', label: 'Newest first' },
          ]}
          {...form.getInputProps('order')}
        />
      </Group>
    </>
  );
}

function TrustFields({ form }: { readonly form: ConnectionForm }) {
  const chooseFile = useAction('choose.file');
  const choose = async (): Promise<void> => {
    const path = await chooseFile.mutateAsync({ purpose: 'ca-file' });
    if (path !== undefined) form.setFieldValue('caFile', path);
  };
  return (
    <>
      <Group align="start" gap="sm" grow>
        <NativeSelect
          label="Authentication"
          description="How to log in."
          data={AUTHENTICATIONS.map((value) => ({
            value,
            label:
              value === 'auto'
                ? 'The strongest there is'
                : value === 'user'
                  ? 'USER and PASS'
                  : value.toUpperCase(),
          }))}
          {...form.getInputProps('authentication')}
        />
        <NumberInput
          label="Timeout"
          description="How long the server may be silent."
          placeholder="60 seconds"
          suffix=" seconds"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('timeoutSeconds')}
        />
      </Group>
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          label="CA file"
          description="Certificates to trust instead of the system’s, as a PEM file."
          placeholder="The system’s authorities"
          flex={1}
          {...form.getInputProps('caFile')}
        />
        {/* A dialog that failed is announced by the action. */}
        <Button variant="default" onClick={() => void choose().catch(() => undefined)}>
          Choose…
        </Button>
      </Group>
      <TextInput
        label="Certificate fingerprint"
        description="SHA-256 of the one certificate to accept, whoever signed it."
        placeholder="Any certificate that is trusted"
        spellCheck={false}
        {...form.getInputProps('fingerprint')}
      />
    </>
  );
}

function EventTypesField({ form }: { readonly form: ConnectionForm }) {
  const { eventTypes } = form.values;
  const usual = EVENT_TYPES.filter((type) => type !== 'protocol');
  return (
    <div>
      <Checkbox
        label="Log other events than the service does"
        checked={eventTypes !== undefined}
        onChange={(event) =>
          form.setFieldValue('eventTypes', event.currentTarget.checked ? usual : undefined)
        }
      />
      {eventTypes !== undefined && (
        <Checkbox.Group
          aria-label="Events to log"
          value={[...eventTypes]}
          onChange={(chosen) =>
            form.setFieldValue(
              'eventTypes',
              EVENT_TYPES.filter((type) => chosen.includes(type)),
            )
          }
        >
          <Group gap="md" mt={8} ml={30}>
            {EVENT_TYPES.map((type) => (
              <Checkbox
                key={type}
                value={type}
                label={type.charAt(0).toUpperCase() + type.slice(1)}
                size="xs"
              />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </div>
  );
}
