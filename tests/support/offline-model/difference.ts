import { isDeepStrictEqual } from 'node:util'

/** Where two values begin to differ, with a little around it; undefined where they are the same. */
export function difference(one: unknown, other: unknown): string | undefined {
  // Mostly they are, and JSON of both costs more than looking.
  if (isDeepStrictEqual(one, other)) return undefined
  const [a, b] = [ordered(one), ordered(other)]
  if (a === b) return undefined
  let at = 0
  while (a[at] === b[at]) at += 1
  const from = Math.max(0, at - 200)
  return `\n  ${a.slice(from, at + 200)}\n  ${b.slice(from, at + 200)}`
}

/** As JSON, whatever order the keys of objects were written in. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
