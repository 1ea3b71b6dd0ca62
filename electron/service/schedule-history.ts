import type { ScheduleLedger } from '../store/schedule-ledger.ts';
import { type PollHistory, pollHistorySchema } from './poll-history.ts';
import type { HistoryStore } from './scheduler-types.ts';

/** Keeps the scheduler's histories in the ledger. One that cannot be understood counts as none. */
export function ledgerHistories(ledger: ScheduleLedger): HistoryStore {
  return {
    load: (connection): PollHistory | undefined => {
      const text = ledger.load(connection);
      if (text === undefined) return undefined;
      const parsed = pollHistorySchema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : undefined;
    },
    save: (connection, history) => {
      ledger.save(connection, JSON.stringify(history));
    },
    remove: (connection) => {
      ledger.remove(connection);
    },
  };
}
