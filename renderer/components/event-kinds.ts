import type { EventType } from '../../shared/events.ts';

/** How each type of event is called and coloured. */
export const EVENT_KINDS: Readonly<
  Record<EventType, { readonly label: string; readonly color: string; readonly meaning: string }>
> = {
  critical: { label: 'Critical', color: 'red', meaning: 'RPOP itself is in trouble' },
  error: { label: 'Error', color: 'red', meaning: 'Something failed' },
  warning: { label: 'Warning', color: 'orange', meaning: 'Something to know of; RPOP goes on' },
  information: { label: 'Information', color: 'petrol', meaning: 'What was done' },
  protocol: {
    label: 'Protocol',
    color: 'gray',
    meaning: 'The whole dialogue with the server, secrets masked',
  },
};
