import { net, powerMonitor } from 'electron';

/** How often what no event tells is looked at: the network everywhere, the battery on Linux. */
const LOOK_EVERY_MS = 3_000;

/** Who wants to know what becomes of the computer. */
export interface Surrounded {
  power(event: 'suspended' | 'resumed' | 'battery' | 'mains'): void;
  network(online: boolean): void;
}

/** Tells the service of sleep, network and battery. Returns the function that ends it. */
export function watchSurroundings(
  service: Surrounded,
  { onLocked }: { onLocked: (locked: boolean) => void },
): () => void {
  let online = true;
  let battery = false;
  const look = (): void => {
    if (net.isOnline() !== online) {
      online = !online;
      service.network(online);
    }
    if (powerMonitor.isOnBatteryPower() !== battery) {
      battery = !battery;
      service.power(battery ? 'battery' : 'mains');
    }
  };
  powerMonitor.on('suspend', () => {
    service.power('suspended');
  });
  powerMonitor.on('resume', () => {
    service.power('resumed');
    look();
  });
  powerMonitor.on('on-battery', look);
  powerMonitor.on('on-ac', look);
  powerMonitor.on('lock-screen', () => {
    onLocked(true);
  });
  powerMonitor.on('unlock-screen', () => {
    onLocked(false);
    look();
  });
  const timer = setInterval(look, LOOK_EVERY_MS);
  look();
  return () => {
    clearInterval(timer);
  };
}
