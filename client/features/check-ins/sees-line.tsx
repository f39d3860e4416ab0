import './check-in.css'
import Eye from 'lucide-react/icons/eye'
import Lock from 'lucide-react/icons/lock-keyhole'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'

type Props = {
  audience: CheckInAudience
  /** With the audience 'lead'. */
  reader: PersonRef | undefined
  /** Who is asked to talk. */
  talk: PersonRef | undefined
}

/** Says who will see what, before it is sent. */
export function SeesLine({ audience, reader, talk }: Props) {
  const t = useT()
  const name = reader?.name ?? ''
  // A reader of the answers is not told that the request says nothing of them.
  const both = audience === 'lead' && talk !== undefined && talk.personId === reader?.personId
  const seen = both
    ? t('checkin.sees.both', { name })
    : audience === 'lead'
      ? t('checkin.sees.lead', { name })
      : t(`checkin.sees.${audience}`)
  return (
    <p className="check-in-sees" aria-live="polite">
      <Icon icon={audience === 'lead' || talk ? Eye : Lock} small />
      <span>
        {seen} {talk && !both && t('checkin.sees.talk', { name: talk.name })}
      </span>
    </p>
  )
}
