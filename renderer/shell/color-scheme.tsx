import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useRequest } from '../hooks/use-request.ts';

/** Keeps the window's colours as the settings have them. */
export function ColorScheme() {
  const { data: settings } = useRequest('settings.get', {});
  const { setColorScheme } = useMantineColorScheme();
  const appearance = settings?.desktop.appearance;
  useEffect(() => {
    if (appearance !== undefined) setColorScheme(appearance === 'system' ? 'auto' : appearance);
  }, [appearance, setColorScheme]);
  return null;
}
