/** `npm run soak -- --minutes 30 --mailboxes 100 --seed 1`: the long form of test/integration/soak.test.ts. */
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';
import { memoryGrowth } from './memory-growth.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    mailboxes: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const [minutes, mailboxes, seed] = [values.minutes, values.mailboxes, values.seed].map(Number);
if (!minutes || !mailboxes || seed === undefined) throw new TypeError('The options are numbers.');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(`${mailboxes} mailboxes for ${minutes} minutes, one in twenty failing in turn, seed ${seed}`);
const result = await soak({
  mailboxes,
  rounds: minutes,
  roundMs: 60_000,
  messagesPerRound: mailboxes * 3,
  seed,
  report: say,
});
const { sent, lost, doubled, badBackOff, failures, faults, memory } = result;
const growth = memoryGrowth(memory);
for (const line of [...badBackOff, ...faults]) say(line);
say(
  `${sent} messages sent: ${lost} lost, ${doubled} doubled; ${failures} failures seen, ${badBackOff.length} without their back-off; ` +
    `memory ${(growth.from / 1e6).toFixed(1)} MB, then ${(growth.to / 1e6).toFixed(1)} MB`,
);
process.exitCode = lost + doubled + badBackOff.length + faults.length === 0 && growth.isFlat ? 0 : 1;
