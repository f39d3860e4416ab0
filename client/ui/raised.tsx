import './raised.css'
import type { ReactNode } from 'react'

/** The one thing on a screen to decide: a signal, a Help card. At most one at rest. */
export function Raised({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <section className="raised" aria-label={label}>
      {children}
    </section>
  )
}
