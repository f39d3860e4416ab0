import type { LucideIcon } from 'lucide-react'

/** An icon of 24, or 20 in a row of 14 px text; it grows with the text and says nothing by itself. */
export function Icon({ icon: Glyph, small = false }: { icon: LucideIcon; small?: boolean }) {
  const size = small ? '1.25rem' : '1.5rem'
  return <Glyph width={size} height={size} strokeWidth={1.75} aria-hidden="true" focusable="false" />
}
