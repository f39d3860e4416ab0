import './entry.css'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import type { ReactNode } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { IconButton } from '#client/ui/button.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Span } from '#client/ui/span.tsx'

type Props = {
  title: string
  lead?: ReactNode
  foot?: ReactNode
  /** Leads to the step before. */
  onBack?: (() => void) | undefined
  children: ReactNode
}

/** A screen before the app itself: the span, a title, one thing to do. */
export function Entry({ title, lead, foot, onBack, children }: Props) {
  const t = useT()
  return (
    <main className="entry">
      <title>{`${title} · Dure`}</title>
      <div className="entry-head">
        {onBack && (
          <IconButton icon={ArrowLeft} label={t('ui.back')} className="entry-back" onClick={onBack} />
        )}
        <div className="entry-mark">
          <Span size="large" range={[0.16, 0.84]} mark={0.62} />
          <p className="text-strong">Dure · 두레</p>
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
