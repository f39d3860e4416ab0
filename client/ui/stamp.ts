/** Returns what stands in the ring of a stamp: the first syllable of a Korean name, otherwise two initials at most. */
export function stampOf(name: string): string {
  const nameParts = name.trim().split(/\s+/)
  const letters = nameParts.map((word) => [...word][0] ?? '')
  if (/^\p{Script=Hangul}/u.test(nameParts[0] ?? '')) return letters[0] ?? ''
  const last = nameParts.length > 1 ? letters.at(-1) : ''
  return `${letters[0] ?? ''}${last}`.toLocaleUpperCase()
}
