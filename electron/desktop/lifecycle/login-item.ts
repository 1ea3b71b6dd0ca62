import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { app } from 'electron';
import type { DesktopSettings } from '../../../shared/settings.ts';
import { DocumentFile } from '../../store/document-file.ts';
import { autostartEntry, autostartPath, HIDDEN_OPTION } from './autostart-entry.ts';

/** Makes RPOP start at login, or not, as the settings say. Throws StoreError. */
export async function applyStartAtLogin({
  startAtLogin,
  startHidden,
}: Pick<DesktopSettings, 'startAtLogin' | 'startHidden'>): Promise<void> {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), ...(startHidden ? [HIDDEN_OPTION] : [])];
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: startAtLogin, args });
    return;
  }
  const path = autostartPath(process.env, homedir());
  if (!startAtLogin) {
    await rm(path, { force: true });
    return;
  }
  // An AppImage runs from a mount that is elsewhere the next time.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  await new DocumentFile(path).write(autostartEntry(program, args));
}

/** macOS passes no arguments: it says that it was the login that started us. */
export function startedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
