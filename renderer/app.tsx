import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ServiceState } from './bridge/service-state.ts';
import { ServiceStateContext } from './bridge/service-state-context.ts';
import { PlaceContext } from './navigation/place-context.ts';
import type { PlaceStore } from './navigation/place-store.ts';
import { ColorScheme } from './shell/color-scheme.tsx';
import { CommandPalette } from './shell/command-palette.tsx';
import { Shell } from './shell/shell.tsx';
import { VaultPassphrase } from './shell/vault-passphrase.tsx';
import { cssVariables, theme } from './theme.ts';

interface AppProps {
  readonly state: ServiceState;
  readonly places: PlaceStore;
  readonly queries: QueryClient;
}

/** Everything the window needs around it, and the window. */
export function App({ state, places, queries }: AppProps) {
  return (
    <QueryClientProvider client={queries}>
      <ServiceStateContext value={state}>
        <PlaceContext value={places}>
          <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
            <ColorScheme />
            <Notifications position="bottom-right" />
            <ModalsProvider>
              <CommandPalette />
              <VaultPassphrase />
              <Shell />
            </ModalsProvider>
          </MantineProvider>
        </PlaceContext>
      </ServiceStateContext>
    </QueryClientProvider>
  );
}
