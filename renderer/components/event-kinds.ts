import type { EventType } from '../../shared/events.ts';

/** How each type of event is called, and what it means. */
export const EVENT_KINDS: Readonly<Record<EventType, { readonly label: string; readonly meaning: string }>> =
  {
    critical: { label: 'Critical', meaning: 'RPOP itself is in trouble' },
    error: { label: 'Error', meaning: 'Something failed' },
    warning: { label: 'Warning', meaning: 'Something to know of; RPOP goes on' },
    information: { label: 'Information', meaning: 'What was done' },
    protocol: {
      label: 'Protocol',

      meaning: 'The whole dialogue with the server, secrets masked',
    },
  };
