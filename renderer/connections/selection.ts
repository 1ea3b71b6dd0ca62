/** Which rows are selected, and which of them the keyboard is on. Rows are named by their ids. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  /** Where the keyboard is. */
  readonly active: string | undefined;
  /** Where a range that is extended with Shift begins. */
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: Selection = { selected: new Set(), active: undefined, anchor: undefined };

/** How far a key moves; `Infinity` to the end. */
export interface Move {
  readonly by: number;
  /** Shift: from the anchor to there. */
  readonly extend: boolean;
}

export function move(
  { active, anchor, selected }: Selection,
  rows: readonly string[],
  { by, extend }: Move,
): Selection {
  if (rows.length === 0) return NOTHING_SELECTED;
  const from = active === undefined ? -1 : rows.indexOf(active);
  const start = from === -1 && by < 0 ? rows.length : from;
  const target = rows[Math.max(0, Math.min(rows.length - 1, start + by))];
  if (target === undefined) return { selected, active, anchor };
  return extend ? extendTo({ selected, active, anchor }, rows, target) : only(target);
}

/** A plain click. */
export function only(id: string): Selection {
  return { selected: new Set([id]), active: id, anchor: id };
}

/** A click with Ctrl, or on the row's checkbox. */
export function toggle({ selected }: Selection, id: string): Selection {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return { selected: next, active: id, anchor: id };
}

/** A click with Shift. */
export function extendTo({ anchor, active }: Selection, rows: readonly string[], id: string): Selection {
  const origin = anchor ?? active ?? id;
  const from = rows.indexOf(origin);
  const to = rows.indexOf(id);
  if (from === -1 || to === -1) return only(id);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set(range), active: id, anchor: origin };
}

export function all(rows: readonly string[], { active }: Selection): Selection {
  return { selected: new Set(rows), active: active ?? rows[0], anchor: rows[0] };
}

/** What is still there of a selection when rows went away. */
export function among(selection: Selection, rows: readonly string[]): Selection {
  const there = new Set(rows);
  if (
    [...selection.selected].every((id) => there.has(id)) &&
    (selection.active === undefined || there.has(selection.active))
  ) {
    return selection;
  }
  const keep = (id: string | undefined) => (id !== undefined && there.has(id) ? id : undefined);
  return {
    selected: new Set([...selection.selected].filter((id) => there.has(id))),
    active: keep(selection.active),
    anchor: keep(selection.anchor),
  };
}
