import { Kbd, Stack, Tooltip, UnstyledButton } from '@mantine/core';
import { shortcut } from '../navigation/shortcut.ts';
import { PAGES } from '../navigation/pages.ts';
import { usePlace, usePlaces } from '../navigation/place-context.ts';
import { ServiceFoot } from './service-foot.tsx';
import classes from './sidebar.module.css';

/** The pages, and at the foot what the service is at. A narrow window keeps the icons only. */
export function Sidebar() {
  const place = usePlace();
  const { go } = usePlaces();
  return (
    <>
      <Stack component="nav" aria-label="Pages" gap={2} p="xs" flex={1}>
        {PAGES.map(({ page, label, icon: Icon }, index) => (
          <Tooltip
            key={page}
            position="right"
            label={
              <>
                {label} <Kbd size="xs">{shortcut(`mod+${index + 1}`)}</Kbd>
              </>
            }
          >
            <UnstyledButton
              className={classes.page}
              aria-current={place.page === page ? 'page' : undefined}
              aria-label={label}
              onClick={() => go({ page })}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              <span className={classes.label}>{label}</span>
            </UnstyledButton>
          </Tooltip>
        ))}
      </Stack>
      <ServiceFoot />
    </>
  );
}
