import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { settingsForAddress } from '../../../shared/provider-settings.ts';
import { useAction } from '../../hooks/use-action.ts';

/** What is known of the address's provider, and what its user has to do first. */
export function ProviderNote({ address }: { readonly address: string }) {
  const openLink = useAction('link.open');
  const settings = settingsForAddress(address);
  if (settings === undefined) return null;
  const { provider, host } = settings;
  if (provider === undefined) {
    return (
      <Alert color="gray" icon={<IconInfoCircle aria-hidden />} py="xs">
        <Text size="sm">This provider is not known to RPOP. {host} is a guess: test it below.</Text>
      </Alert>
    );
  }
  const { name, note, help } = provider;
  const offersPop3 = provider.host !== undefined;
  const Icon = offersPop3 ? IconInfoCircle : IconAlertTriangle;
  return (
    <Alert color={offersPop3 ? 'petrol' : 'orange'} icon={<Icon aria-hidden />} py="xs">
      <Text size="sm">
        {offersPop3 && `The settings of ${name} are filled in. `}
        {note}{' '}
        {help !== undefined && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            underline="always"
            onClick={() => openLink.mutate({ url: help })}
          >
            Help from {name}
          </Anchor>
        )}
      </Text>
    </Alert>
  );
}
