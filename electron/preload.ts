import { contextBridge, ipcRenderer } from 'electron';
import { ASK_CHANNEL, EVENT_CHANNEL } from '../shared/ipc-channels.ts';
import type { RpopBridge, WindowEvent } from '../shared/ipc.ts';

/** All that a page can reach of RPOP. */
const bridge: RpopBridge = {
  ask: (method, input) => ipcRenderer.invoke(ASK_CHANNEL, method, input),
  subscribe: (listener) => {
    // Main alone sends on this channel.
    const forward = (_event: unknown, event: WindowEvent): void => {
      listener(event);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('rpop', bridge);
