import { corpus } from '../support/corpus.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';

/** The server of all cases, and its maildrops. */
export interface BenchServer {
  readonly dovecot: Dovecot;
  /** A maildrop of the first so many messages of the corpus, made when it is first asked for. Returns the user. */
  maildrop(messages: number): string;
}

/**
 * Dovecot as the tests have it, but for one thing: it leaves alone which messages were read, as its documentation advises for POP3.
 * Otherwise every retrieval would leave 5,000 changed file names to the next one, whoever that is.
 */
export async function startBenchServer(): Promise<BenchServer> {
  const dovecot = await startDovecot({ more: 'pop3_no_flag_updates = yes' });
  const made = new Set<number>();
  return {
    dovecot,
    maildrop: (messages) => {
      const user = `user${messages}`;
      if (!made.has(messages)) dovecot.fill(user, corpus(messages));
      made.add(messages);
      return user;
    },
  };
}
