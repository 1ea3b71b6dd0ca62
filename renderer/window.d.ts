import type { RpopBridge } from '../shared/ipc.ts';

declare global {
  interface Window {
    readonly rpop: RpopBridge;
  }
}
