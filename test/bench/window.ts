/**
 * `npm run bench:window`: prints how late main's event loop is while 16 sessions fetch at full speed, how soon the page
 * paints with 1,000 connections, and how many frames there are while one scrolls through them. Chromium draws without a
 * graphics card here. Numbers of this machine at this moment; nothing is asserted.
 */
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { addConnection, ask } from '../support/ask-window.ts';
import { startDesktop } from '../support/desktop.ts';
import { manyConnections } from '../support/many-connections.ts';
import { workplace } from '../support/rpop.ts';

const SESSIONS = 16;
const MESSAGES = 500;
const OCTETS = 40_000;
const SCROLL_MS = 3_000;

using place = workplace();
const users = Array.from({ length: SESSIONS }, (_, index) => `user${index}`);
const octets = Buffer.from(`Subject: bench\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(OCTETS / 72)}`);
const messages = Array.from({ length: MESSAGES }, (_, index) => ({ uidl: `${index}`, octets }));
const server = new Pop3Server({
  users: Object.fromEntries(users.map((user) => [user, 'secret'])),
  maildrops: Object.fromEntries(users.map((user) => [user, messages])),
});
const { port } = await server.listen();
await using desktop = startDesktop(place.data, {
  settings: { threads: { sessionsPerHost: SESSIONS, maximum: 4 }, maximumConnections: 2_000 },
});
const page = await desktop.page();
for (const name of users) {
  const draft = {
    name,
    username: name,
    host: '127.0.0.1',
    port,
    encryption: 'none',
    enabled: false,
  } as const;
  await addConnection(page, draft, 'secret');
}
await desktop.do('watchLoop');
const began = performance.now();
await Promise.all(users.map(async (connection) => ask(page, 'fetch', { connection, larger: false })));
const seconds = (performance.now() - began) / 1_000;
const { p50, p99, max } = await desktop.do('loopDelay');
print(`${SESSIONS} sessions, ${SESSIONS * MESSAGES} messages of ${OCTETS} octets in ${seconds.toFixed(1)} s`);
print(`event loop of main: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${max.toFixed(1)} ms`);

await ask(page, 'configuration.import', { document: manyConnections(1_000 - SESSIONS), apply: true });
await page.reload();
await page.getByText('1,000 connections').waitFor();
const paints: unknown = await page.evaluate(
  `performance.getEntriesByType('paint').map(({ name, startTime }) => name + ' ' + startTime.toFixed(0) + ' ms').join(', ')`,
);
print(`with 1,000 connections: ${String(paints)}`);
const frames: unknown = await page.evaluate(`new Promise((resolve) => {
  const list = [...document.querySelectorAll('main *')].find((each) => each.scrollHeight > each.clientHeight + 1000);
  const began = performance.now();
  let frames = 0;
  let worst = 0;
  let last = began;
  const tick = (now) => {
    frames += 1;
    worst = Math.max(worst, now - last);
    last = now;
    list.scrollTop += 60;
    if (now - began < ${SCROLL_MS}) requestAnimationFrame(tick);
    else resolve((frames * 1000 / (now - began)).toFixed(0) + ' frames a second, the slowest ' + worst.toFixed(0) + ' ms');
  };
  requestAnimationFrame(tick);
})`);
print(`scrolling them: ${String(frames)}`);
await server.close();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
