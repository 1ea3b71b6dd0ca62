import { basename } from 'node:path';
import type * as Electron from 'electron';
import type { ToldState } from './desktop-state.ts';
import { clickItem, menuLook } from './menus.ts';
import { afterCall, replace } from './replace.ts';

interface Shown {
  readonly tray: Electron.Tray;
  readonly icon: string;
  readonly toolTip: string;
  readonly menu: Electron.Menu | undefined;
}

export interface ObservedTray {
  readonly clickItem: (label: string) => void;
  readonly clickIcon: () => void;
}

/** Electron's own tray, told of what is set on it. */
export function observeTray({ Tray, nativeImage }: typeof Electron, told: ToldState): ObservedTray {
  const files = new WeakMap<object, string>();
  const createFromPath = nativeImage.createFromPath.bind(nativeImage);
  replace(nativeImage, 'createFromPath', (path) => {
    const image = createFromPath(path);
    files.set(image, basename(path));
    return image;
  });

  /** The one icon that there may be. */
  let shown: Shown | undefined;
  const change = (tray: Electron.Tray, changes: Partial<Shown>): void => {
    const was = shown?.tray === tray ? shown : { icon: '', toolTip: '', menu: undefined };
    shown = { ...was, ...changes, tray };
    const { icon, toolTip, menu } = shown;
    told.change({ tray: { icon, toolTip, menu: menu === undefined ? [] : menuLook(menu) } });
  };
  afterCall(Tray.prototype, 'setImage', (tray, image) => {
    change(tray, { icon: typeof image === 'string' ? basename(image) : (files.get(image) ?? '') });
  });
  afterCall(Tray.prototype, 'setToolTip', (tray, toolTip) => {
    change(tray, { toolTip });
  });
  afterCall(Tray.prototype, 'setContextMenu', (tray, menu) => {
    change(tray, { menu: menu ?? undefined });
  });
  afterCall(Tray.prototype, 'destroy', () => {
    shown = undefined;
    told.change({ tray: undefined });
  });

  const theTray = (): Shown => {
    if (shown === undefined) throw new Error('There is no tray.');
    return shown;
  };
  return {
    clickItem: (label) => {
      clickItem(theTray().menu, label);
    },
    clickIcon: () => {
      theTray().tray.emit('click', {}, { x: 0, y: 0, width: 22, height: 22 }, { x: 0, y: 0 });
    },
  };
}
