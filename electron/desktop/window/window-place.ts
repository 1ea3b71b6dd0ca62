export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The window can be taken hold of only if so much of its title bar is on a display. */
const GRIP = { width: 100, height: 20 } as const;

/**
 * Where the window comes: where it was, if a display still shows its title bar, no larger than that display's work
 * area; else in the size it had, wherever the system puts it. All in device-independent pixels.
 */
export function placeOnDisplays(
  was: Rectangle | undefined,
  workAreas: readonly Rectangle[],
  usual: Size,
  smallest: Size,
): Size & { readonly x?: number; readonly y?: number } {
  if (was === undefined) return usual;
  const area = workAreas.find((each) => shows(each, { ...was, height: GRIP.height }));
  const largest = area ?? workAreas[0];
  const size = {
    width: between(was.width, smallest.width, largest?.width),
    height: between(was.height, smallest.height, largest?.height),
  };
  return area === undefined ? size : { ...size, x: was.x, y: Math.max(was.y, area.y) };
}

function shows(area: Rectangle, titleBar: Rectangle): boolean {
  const width = Math.min(area.x + area.width, titleBar.x + titleBar.width) - Math.max(area.x, titleBar.x);
  const height = Math.min(area.y + area.height, titleBar.y + titleBar.height) - Math.max(area.y, titleBar.y);
  return width >= GRIP.width && height >= GRIP.height / 2;
}

function between(value: number, least: number, most: number | undefined): number {
  return Math.max(least, Math.min(value, most ?? value));
}
