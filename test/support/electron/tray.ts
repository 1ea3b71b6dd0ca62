import { EventEmitter } from 'node:events';
import type { StandInImage } from './desktop.ts';

/** Nobody shows it: who observes is told by what is called. */
export class Tray extends EventEmitter {
  constructor(image: StandInImage) {
    super();
    this.setImage(image);
  }

  setImage(image: StandInImage): void {
    if (image.isEmpty()) throw new Error(`The tray has no image: ${image.path}`);
  }

  setToolTip(): void {
    // As above.
  }

  setContextMenu(): void {
    // As above.
  }

  destroy(): void {
    // As above.
  }
}
