import { net, powerMonitor } from 'electron';

/** How often what no event tells is looked at: the network everywhere, the battery on Linux. */
const LOOK_EVERY_MS = 3_000;

/** What becomes of the computer, for the schedule. */
export interface Surroundings {
  suspended(): void;
  resumed(): void;
  networkUp(): void;
  networkDown(): void;
  onBattery(onBattery: boolean): void;
}

/** Tells the schedule of sleep, network and battery. Returns the function that ends it. */
export function watchSurroundings(
  schedule: Surroundings,
  { onLocked }: { onLocked: (locked: boolean) => void },
): () => void {
  let online = true;
  let battery = false;
  const look = (): void => {
    if (net.isOnline() !== online) {
      online = !online;
      if (online) schedule.networkUp();
      else schedule.networkDown();
    }
    if (powerMonitor.isOnBatteryPower() !== battery) {
      battery = !battery;
      schedule.onBattery(battery);
    }
  };
  powerMonitor.on('suspend', () => {
    schedule.suspended();
  });
  powerMonitor.on('resume', () => {
    schedule.resumed();
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
