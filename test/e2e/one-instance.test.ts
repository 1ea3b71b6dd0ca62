import { describe, expect, it } from 'vitest';
import { desktopMissing, startAgain, startDesktop } from '../support/desktop.ts';
import { workplace } from '../support/rpop.ts';
import { openService } from '../support/service.ts';

const missing = desktopMissing();

describe.skipIf(missing !== undefined)(`a data folder${missing === undefined ? '' : ` (${missing})`}`, () => {
  it('shows its window when RPOP is started again, and the second leaves', async () => {
    using place = workplace();
    await using desktop = startDesktop(place.data, { settings: {} });
    await desktop.page();
    await desktop.do('closeWindow');
    await desktop.until(({ windows }) => windows[0]?.visible === false);
    expect(await startAgain(place.data)).toBe(0);
    await desktop.until(({ windows }) => windows[0]?.visible === true);
  });

  it('is in one hand: another RPOP that has it is told of, and nothing starts', async () => {
    using place = workplace();
    const service = await openService(place.data);
    const desktop = startDesktop(place.data);
    const { errorBoxes } = await desktop.until((state) => state.errorBoxes.length > 0);
    expect(errorBoxes[0]).toContain('already running without a window');
    expect((await desktop.ended()).status).toBe(1);
    await service.stop();
  });
});
