import './veil.css'
import { type ReactNode, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'

/** Words that the people around may not read over a shoulder: unreadable until they are asked for. */
export function VeiledTitle({ text }: { text: string }) {
  const t = useT()
  return (
    <>
      <span className="veil-blur" aria-hidden="true">
        {text}
      </span>
      <VisuallyHidden>{t('note.private.show')}</VisuallyHidden>
    </>
  )
}

/** A private note's content, behind a veil until it is tapped. */
export function Veil({ veiled, children }: { veiled: boolean; children: ReactNode }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  if (!veiled || open) return children
  return (
    <div className="veil">
      <div className="veil-blur" inert>
        {children}
      </div>
      <button type="button" className="veil-button" onClick={() => setOpen(true)}>
        <span>{t('note.private.show')}</span>
      </button>
    </div>
  )
}
