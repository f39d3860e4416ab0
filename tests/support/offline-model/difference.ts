import { isDeepStrictEqual } from 'node:util'

/** Where two values begin to differ, with a little around it; undefined where they are the same. */
export function difference(left: unknown, right: unknown): string | undefined {
  // Mostly they are, and JSON of both costs more than looking.
  if (isDeepStrictEqual(left, right)) return undefined
  const [a, b] = [ordered(left), ordered(right)]
  if (a === b) return undefined
  let index = 0
  while (a[index] === b[index]) index += 1
  const from = Math.max(0, index - 200)
  return `\n  ${a.slice(from, index + 200)}\n  ${b.slice(from, index + 200)}`
}

/** As JSON, whatever order the keys of objects were written in. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
