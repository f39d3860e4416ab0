import './entry.css'
import type { ReactNode } from 'react'
import { Heading } from '#client/ui/heading.tsx'
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
        <Heading level={1} variant="title">
          {title}
        </Heading>
        {lead}
      </div>
      {children}
      {foot && <div className="entry-foot">{foot}</div>}
    </main>
  )
}
