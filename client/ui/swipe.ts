/** CSS px a finger must travel before a touch is a swipe or a scroll and no longer a tap. */
export const slop = 10
/** Milliseconds until a resting finger means "show me everything I can do". */
export const longPressMs = 500

/** Which way a touch has gone since it began. `wait` until it is clear; a swipe must be clearly sideways. */
export function direction(dx: number, dy: number): 'wait' | 'sideways' | 'scroll' {
  if (Math.hypot(dx, dy) < slop) return 'wait'
  return Math.abs(dx) > Math.abs(dy) * 1.5 ? 'sideways' : 'scroll'
}

export type Sides = { left: boolean; right: boolean }

/** How far the row follows the finger: not at all towards a side that has no action, and stiffly once it is decided. */
export function follow(dx: number, width: number, sides: Sides): number {
  if ((dx < 0 && !sides.left) || (dx > 0 && !sides.right)) return 0
  const limit = threshold(width)
  const past = Math.abs(dx) - limit
  return past > 0 ? Math.sign(dx) * (limit + past / 4) : dx
}

/** Returns what a finger lifted at this distance has asked for. */
export function outcome(dx: number, width: number, sides: Sides): 'left' | 'right' | 'none' {
  if (Math.abs(dx) < threshold(width)) return 'none'
  if (dx < 0) return sides.left ? 'left' : 'none'
  return sides.right ? 'right' : 'none'
}

function threshold(width: number): number {
  return Math.min(112, width / 3)
}
