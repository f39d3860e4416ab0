import './entry.css'
import type { ReactNode } from 'react'
import { Span } from '#client/ui/span.tsx'

type Props = { title: string; lead?: ReactNode; foot?: ReactNode; children: ReactNode }

/** A screen before the app itself: the span, a title, one thing to do. */
export function Entry({ title, lead, foot, children }: Props) {
  return (
    <main className="entry">
      <title>{`${title} · Dure`}</title>
      <div className="entry-head">
        <div className="entry-mark">
          <Span size="large" range={[0.16, 0.84]} mark={0.62} />
        </div>
        <h1 className="text-title">{title}</h1>
        {lead}
      </div>
      {children}
      {foot && <div className="entry-foot">{foot}</div>}
    </main>
  )
}
