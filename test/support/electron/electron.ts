/**
 * A stand-in for the module `electron`, so that the built main.js, preload.cjs and pages run unchanged on Node and in a
 * real Chromium. Whatever main calls and is not here fails loudly.
 *
 * Real: the page, its Content-Security-Policy, the isolation of the preload in a world of its own, what crosses the
 * bridge and the IPC channel by structured clone, navigation, pop-ups, zoom, colour scheme, single instance, quitting.
 *
 * Left out: what the operating system shows (tray, menus, notifications and dialogs; ../electron-main/ observes them, as
 * in real Electron); the renderer's own sandbox flags (Chromium runs with --no-sandbox where tests run as root); schemes of
 * one's own (Chromium knows none, so that app://rpop/ is https://rpop.app.invalid/ to the page, intercepted before it
 * meets a network); `beforeunload`; shortcuts of the menu; downloads (denied); window contents while hidden (the page is
 * not told). Frames inside a page get no preload, as in Electron. Functions that crossed the bridge are never freed.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { serveControl } from './control.ts';
import { clipboard, dialog, nativeImage, net, powerMonitor, screen, shell } from './desktop.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { Notification } from './notification.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { Tray } from './tray.ts';
import './versions.ts';

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
};

const standIn = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
};

serveControl(standIn);

// electron-store takes the default.
export default standIn;
