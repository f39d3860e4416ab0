import './ten-seconds.css'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Span } from '#client/ui/span.tsx'
import { useCountdown } from '#client/ui/use-countdown.ts'

type Props = {
  until: number
  now: () => number
  verdict: 'approve' | 'reject'
  onUndo: () => void
  onDone: () => void
  busy: boolean
}

/** A decision that has no effect yet: the seconds in words, a span running out, and the way back. */
export function TenSeconds({ until, now, verdict, onUndo, onDone, busy }: Props) {
  const t = useT()
  // What is left when it appears; the countdown takes it from there.
  const [seconds] = useState(() => Math.max(0.25, (until - now()) / 1000))
  const { left, share } = useCountdown({ seconds, onDone })
  return (
    <div className="ten-seconds">
      <output aria-live="off">{t(`approve.pending.${verdict}`, { n: left })}</output>
      <Button variant="secondary" disabled={busy} onClick={onUndo}>
        {t('approve.undo')}
      </Button>
      <div className="ten-seconds-span">
        <Span size="thin" range={[0, share]} glide={250} />
      </div>
    </div>
  )
}
