/** A rectangle of pixels that is taken. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Space kept between two words. */
const GAP_PX = 3

/**
 * Where a label finds room: the leftmost place from its own on, at its own height, that touches nothing of `taken`.
 *
 * @param label where it stands by itself
 * @param limit no label ends right of this
 * @returns its left edge; null where there is no room at all
 */
export function findRoom(label: Box, limit: number, taken: readonly Box[]): number | null {
  const width = label.right - label.left
  const beside = taken.filter(({ top, bottom }) => top < label.bottom && bottom > label.top)
  let left = label.left
  for (const box of beside.toSorted((a, b) => a.left - b.left))
    if (box.left < left + width + GAP_PX && box.right > left - GAP_PX) left = box.right + GAP_PX
  return left + width > limit ? null : left
}
