import { describe, expect, it } from 'vitest';
import type { Announcement } from '../../../../electron/desktop/notifications/announcement.ts';
import { Announcer } from '../../../../electron/desktop/notifications/announcer.ts';
import type { NewMailEvent } from '../../../../shared/events.ts';
import { SimulatedClock } from '../../../support/simulated-clock.ts';
import { connectionStatus } from '../statuses.ts';

const mail = (connection: string, messages = 1, subject = 'Hello'): NewMailEvent => ({
  type: 'new-mail',
  connection,
  folder: connection,
  messages,
  samples: [{ from: 'Ann', subject }],
});

describe('what is announced', () => {
  it('is new mail by connection with sender and subject, sessions that end together in one', async () => {
    const { clock, announcer, shown } = setUp();
    announcer.newMail(mail('a', 2));
    announcer.newMail(mail('a', 1, 'Bye'));
    await clock.advance(5_000);
    expect(shown).toEqual([
      {
        title: 'A: 3 new messages',
        body: 'Ann: Hello\nAnn: Bye\n…',
        place: { page: 'folders', folder: 'a' },
      },
    ]);
  });

  it('is one sum for many connections', async () => {
    const { clock, announcer, shown } = setUp();
    for (const id of ['a', 'b', 'c', 'd']) announcer.newMail(mail(id));
    await clock.advance(5_000);
    expect(shown).toMatchObject([{ title: '4 new messages', body: 'A, B, C, and D' }]);
  });

  it('is nothing of a connection that is not to be announced, nor while the user looks, nor if it is switched off', async () => {
    for (const options of [{ notifications: false }, { looking: true }, { notifyNewMail: false }]) {
      const { clock, announcer, shown } = setUp(options);
      announcer.newMail(mail('a'));
      await clock.advance(5_000);
      expect(shown).toEqual([]);
    }
  });

  it('waits for an unlocked screen', async () => {
    const { clock, announcer, shown } = setUp();
    announcer.locked(true);
    announcer.newMail(mail('a'));
    await clock.advance(60_000);
    expect(shown).toEqual([]);
    announcer.locked(false);
    expect(shown).toHaveLength(1);
  });

  it('is a connection that begins to need the user, once, and leads to its password where that was refused', async () => {
    const { clock, announcer, shown } = setUp();
    const refused = {
      code: 'authentication-refused',
      kind: 'authentication',
      message: 'Refused.',
      hint: 'Check it.',
    } as const;
    const last = { startedAt: 0, endedAt: 1, newMessages: 0, error: refused };
    const needy = connectionStatus('a', { attention: true, last });
    announcer.look([connectionStatus('a')]);
    announcer.look([needy]);
    announcer.look([needy]);
    await clock.advance(5_000);
    expect(shown).toEqual([
      {
        title: 'A needs you',
        body: 'Refused. Check it.',
        place: { page: 'connections', connection: 'a', action: 'password' },
      },
    ]);
  });

  it('is not what was so at the start, nor what was mended in the meantime', async () => {
    const { clock, announcer, shown } = setUp();
    announcer.look([connectionStatus('a', { attention: true }), connectionStatus('b')]);
    announcer.look([connectionStatus('a', { attention: true }), connectionStatus('b', { attention: true })]);
    announcer.look([connectionStatus('a', { attention: true }), connectionStatus('b')]);
    await clock.advance(5_000);
    expect(shown).toEqual([]);
  });

  it('shows what senders write as text on one line', async () => {
    const { clock, announcer, shown } = setUp();
    announcer.newMail(mail('a', 1, `two\nlines \u202e${'x'.repeat(500)}`));
    await clock.advance(5_000);
    expect(shown[0]?.body).toMatch(/^Ann: two\\x0alines \\u202ex+…$/);
    expect(shown[0]?.body.length).toBeLessThanOrEqual(120);
  });
});

function setUp({ notifications = true, looking = false, notifyNewMail = true } = {}) {
  const clock = new SimulatedClock();
  const shown: Announcement[] = [];
  const announcer = new Announcer({
    show: (announcement) => shown.push(announcement),
    settings: () => ({ notifyNewMail, notifyAttention: true }),
    connection: (id) => ({ name: id.toUpperCase(), notifications }),
    looking: () => looking,
    timers: clock,
    locale: 'en-GB',
  });
  return { clock, announcer, shown };
}
