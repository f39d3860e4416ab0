import './check-in.css'
import Eye from 'lucide-react/icons/eye'
import Lock from 'lucide-react/icons/lock-keyhole'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'

type Props = {
  audience: CheckInAudience
  /** With the audience 'lead'. */
  reader: string | undefined
  /** Who is asked to talk. */
  talk: string | undefined
}

/** Says who will see what, before it is sent. */
export function SeesLine({ audience, reader = '', talk }: Props) {
  const t = useT()
  const seen = audience === 'lead' ? t('checkin.sees.lead', { name: reader }) : t(`checkin.sees.${audience}`)
  return (
    <p className="check-in-sees" aria-live="polite">
      <Icon icon={audience === 'lead' || talk ? Eye : Lock} small />
      <span>
        {seen} {talk && t('checkin.sees.talk', { name: talk })}
      </span>
    </p>
  )
}
