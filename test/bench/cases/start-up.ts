import type { BenchCase } from '../bench-case.ts';
import { rpopCommand } from '../contenders/rpop.ts';
import { range } from '../race-result.ts';
import { pairedRatio, spread } from '../statistics.ts';
import { runWholeProcess } from '../whole-process.ts';

/** How long the command line takes to answer at all. */
export const startUp: BenchCase = {
  name: 'start-up',
  title: () => 'rpop --version beside node -e 0',
  run: async ({ quick }) => {
    const version = rpopCommand(['--version']);
    const commands = [
      { name: 'rpop --version', command: version, ms: [] as number[] },
      { name: 'node -e 0', command: { file: version.file, args: ['-e', '0'] }, ms: [] as number[] },
    ];
    for (let round = 0; round < (quick ? 5 : 20); round += 1) {
      for (const { name, command, ms } of commands) {
        const { seconds, status, stderr } = await runWholeProcess(command, 10_000);
        if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
        ms.push(seconds * 1000);
      }
    }
    const [ours, bare] = commands.map(({ ms }) => ms);
    const ratio = pairedRatio(ours ?? [], bare ?? []) ?? Number.NaN;
    return {
      columns: ['ms', 'least to most', 'runs'],
      rows: commands.map(({ name, ms }) => {
        const all = spread(ms);
        return { name, cells: [all.median.toFixed(1), range(all, 1), String(all.runs)] };
      }),
      verdicts: [{ target: 'under 2× node -e 0', measured: `${ratio.toFixed(2)}×`, met: ratio < 2 }],
      leftOut: [],
      figures: commands.map(({ name, ms }) => ({ name, ms })),
    };
  },
};
