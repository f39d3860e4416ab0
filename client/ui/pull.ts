/** CSS px that the page is drawn down before letting go asks for what is new. */
export const pullAt = 72

type Point = { x: number; y: number }

/** How much of the way was drawn, 0 to 1; undefined once the finger does something else: scrolls, or goes sideways. */
export function pulledShare(from: Point, to: Point): number | undefined {
  const down = to.y - from.y
  if (down < 0 || Math.abs(to.x - from.x) > Math.max(down, 8)) return undefined
  return Math.min(1, down / pullAt)
}
