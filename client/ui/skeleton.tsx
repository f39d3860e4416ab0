import './skeleton.css'
import { useT } from '#client/lib/i18n.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Rows still on their way. Shown after 150 ms, so that what is quick does not flicker; it does not pulse. */
export function Skeleton({ rows = 4, height = 4 }: { rows?: number; height?: number }) {
  const t = useT()
  return (
    <output className="skeleton">
      <VisuallyHidden>{t('ui.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <span key={row} className="skeleton-row" style={{ height: `${height}rem` }} aria-hidden="true">
          <span />
          <span />
        </span>
      ))}
    </output>
  )
}
