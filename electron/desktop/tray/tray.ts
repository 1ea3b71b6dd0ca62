import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import { trayMenu, type TrayActions } from './tray-menu.ts';
import type { TraySummary } from './tray-summary.ts';

/** RPOP's icon in the tray. It has to be kept referenced, or it goes with the garbage. */
export class TrayIcon {
  readonly #tray: Tray;
  readonly #icons: string;
  readonly #actions: TrayActions;
  readonly #locale: string;
  #summary: TraySummary;
  /** What is shown, to change the menu only for news: on Linux a menu that is open closes when it is set again. */
  #shown = '';
  readonly #onTheme = (): void => {
    this.#draw();
  };

  constructor(
    summary: TraySummary,
    { icons, actions, locale }: { icons: string; actions: TrayActions; locale: string },
  ) {
    this.#summary = summary;
    this.#icons = icons;
    this.#actions = actions;
    this.#locale = locale;
    this.#tray = new Tray(this.#image());
    // Indicators of Linux know no click: there the menu opens.
    this.#tray.on('click', () => {
      if (process.platform !== 'darwin') actions.open();
    });
    nativeTheme.on('updated', this.#onTheme);
    this.#draw();
  }

  show(summary: TraySummary): void {
    this.#summary = summary;
    const news = JSON.stringify(summary);
    if (news === this.#shown) return;
    this.#shown = news;
    this.#draw();
  }

  close(): void {
    nativeTheme.off('updated', this.#onTheme);
    this.#tray.destroy();
  }

  #draw(): void {
    const { line } = this.#summary;
    this.#tray.setImage(this.#image());
    this.#tray.setToolTip(`RPOP: ${line}`);
    // On Linux a menu that was changed has to be set again.
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayMenu(this.#summary, this.#actions, this.#locale)));
  }

  /** macOS tints a template image itself; elsewhere the panel is as dark as the system's theme. */
  #image(): Electron.NativeImage {
    const { state } = this.#summary;
    if (process.platform === 'darwin') {
      const image = nativeImage.createFromPath(join(this.#icons, 'tray', `tray-${state}Template.png`));
      image.setTemplateImage(true);
      return image;
    }
    const panel = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    // Windows shows 16 pixels where others show 22, and would scale.
    const folder = process.platform === 'win32' ? join('tray', 'windows') : 'tray';
    return nativeImage.createFromPath(join(this.#icons, folder, `${state}-${panel}.png`));
  }
}
