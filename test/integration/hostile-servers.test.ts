/** A library of servers that do one thing wrong (test/support/bad-servers): what each of them achieves. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import { timeoutsFrom } from '../../electron/pop3/limits.ts';
import type { BadServer } from '../support/bad-servers/bad-server.ts';
import { BAD_GREETINGS } from '../support/bad-servers/greetings.ts';
import { BAD_LISTINGS } from '../support/bad-servers/listings.ts';
import { BAD_LOGINS } from '../support/bad-servers/logins.ts';
import { BAD_MESSAGES, ODD_MESSAGES } from '../support/bad-servers/messages.ts';
import { MAIL, MailboxOnTrial, maildirForm } from '../support/mailbox-on-trial.ts';

let mailbox: MailboxOnTrial;

beforeEach(() => {
  mailbox = new MailboxOnTrial();
});

afterEach(async () => {
  await mailbox[Symbol.asyncDispose]();
});

/** What an honest server would send, and some more. */
const FEW_OCTETS = 256 * 1024;

describe.each([
  ['at the beginning', BAD_GREETINGS],
  ['at the login', BAD_LOGINS],
  ['in its listings', BAD_LISTINGS],
  ['in its messages', BAD_MESSAGES],
])('a server that misbehaves %s:', (_where, servers) => {
  it.each(servers.map((bad) => [bad.that, bad] as const))('one that %s', async (_that, bad) => {
    const { code, delivered, left } = await tryOut(bad);
    const {
      ends,
      amidDeletions = false,
      delivers = ends === undefined ? 'all' : 0,
      leaves = ends === undefined ? 0 : 'all',
    } = bad;
    const all = storedBy(bad).length;
    expect({ code, delivered, left }).toEqual({
      code: amidDeletions && code === 'deletion-unconfirmed' ? code : ends,
      delivered: delivers === 'all' ? all : delivers,
      left: leaves === 'all' ? all : leaves,
    });
  });
});

function storedBy(bad: BadServer): readonly StoredMessage[] {
  return bad.options().maildrops === undefined ? MAIL : ODD_MESSAGES;
}

/** One session that would fetch and delete everything, and then one with a server that behaves. */
async function tryOut(
  bad: BadServer,
): Promise<{ code: string | undefined; delivered: number; left: number }> {
  const { patience, authentication = 'auto', never = [], atMost = FEW_OCTETS } = bad;
  const stored = storedBy(bad);
  const timeouts = timeoutsFrom(patience === undefined ? 20 : patience / 1000);
  const port = await mailbox.serve(bad.options());
  const { counts, error } = await mailbox.fetch(port, {
    remove: true,
    request: { timeouts, authentication },
  });

  const here = await mailbox.delivered();
  expect(counts.retrieved).toBe(here.length);
  const left = mailbox.server.maildrop('me').messages;
  // Whatever it does: a message is there or here.
  for (const message of maildirForm(stored)) expect([...maildirForm(left), ...here]).toContain(message);
  const commands = mailbox.server.commands.filter((line) =>
    never.some((forbidden) => line.startsWith(forbidden)),
  );
  expect(commands).toEqual([]);
  for (const { message } of mailbox.log) expect(message).not.toContain('secret');

  // A server that behaves, with what is left: the session comes to a good end, and again nothing is lost.
  const misbehaved = mailbox.server;
  const again = await mailbox.fetch(await mailbox.serve(), { remove: true });
  expect(misbehaved.octetsSent).toBeLessThan(atMost);
  expect(again.error).toBeUndefined();
  const inTheEnd = [...(await mailbox.delivered()), ...maildirForm(mailbox.server.maildrop('me').messages)];
  for (const message of maildirForm(stored)) expect(inTheEnd).toContain(message);
  return { code: error?.code, delivered: here.length, left: left.length };
}
