import { EventEmitter } from 'node:events';
import { basename } from 'node:path';
import type { StandInImage } from './desktop.ts';
import type { Menu } from './menu.ts';
import { changeState } from './state.ts';

/** The one icon that there may be. */
const shown: { current: Tray | undefined } = { current: undefined };

export class Tray extends EventEmitter {
  #image: StandInImage;
  #toolTip = '';
  #menu: Menu | undefined;

  constructor(image: StandInImage) {
    super();
    if (image.isEmpty()) throw new Error(`The tray has no image: ${image.path}`);
    this.#image = image;
    shown.current = this;
    this.#tell();
  }

  setImage(image: StandInImage): void {
    if (image.isEmpty()) throw new Error(`The tray has no image: ${image.path}`);
    this.#image = image;
    this.#tell();
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip;
    this.#tell();
  }

  setContextMenu(menu: Menu): void {
    this.#menu = menu;
    this.#tell();
  }

  clickItem(label: string): void {
    if (this.#menu === undefined) throw new Error('The tray has no menu.');
    this.#menu.click(label);
  }

  destroy(): void {
    shown.current = undefined;
    changeState({ tray: undefined });
  }

  #tell(): void {
    const icon = basename(this.#image.path);
    changeState({ tray: { icon, toolTip: this.#toolTip, menu: this.#menu?.look() ?? [] } });
  }
}

export function theTray(): Tray {
  if (shown.current === undefined) throw new Error('There is no tray.');
  return shown.current;
}
