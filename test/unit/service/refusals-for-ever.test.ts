/** Servers that refuse every login: they are asked less and less, never hammered, and never given up. */
import { describe, expect, it } from 'vitest';
import type { SessionOutcome } from '../../../electron/service/poll-history.ts';
import { LOGIN_DELAY_LONGEST_MS } from '../../../electron/service/poll-decision.ts';
import { scheduledMailboxes } from '../../support/scheduled-mailboxes.ts';
