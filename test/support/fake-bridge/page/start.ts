/**
 * Starts the window on the fake bridge. The address says how: `?connections=1000`, `?still`, `?appearance=dark`,
 * `?locale=de`, `?place={"page":"folders"}`.
 */
import '../../../../renderer/without-eval.ts';
import { createFakeBridge } from './create-fake-bridge.ts';
import type { Place } from '../../../../shared/ipc.ts';

declare global {
  interface Window {
    /** For tests: the fake behind the bridge. */
    fake: ReturnType<typeof createFakeBridge>;
  }
}

const options = new URLSearchParams(location.search);
const appearance = options.get('appearance');
const connections = options.get('connections');
const fake = createFakeBridge({
  connections: connections === null ? undefined : Number(connections),
  moving: !options.has('still'),
  appearance: appearance === 'light' || appearance === 'dark' ? appearance : 'system',
  locale: options.get('locale') ?? 'en-GB',
});
window.fake = fake;
Object.defineProperty(window, 'rpop', { value: fake.bridge });

await import('../../../../renderer/main.tsx');
const place = options.get('place');
// A place that a person or a script wrote into the address: the page shows what it can of it.
if (place !== null) fake.service.emit({ type: 'go', place: JSON.parse(place) as Place });
