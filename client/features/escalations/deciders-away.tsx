import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNow } from '#client/ui/use-now.ts'
import { useEscalationPeople } from './data.ts'

/** Names who could decide and is away, until when, and who decides for them meanwhile. */
export function DecidersAway({ escalationId }: { escalationId: string }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { data: people = [] } = useEscalationPeople(escalationId)
  return people.map(({ personId, name, awayUntil, deputies }) => {
    if (awayUntil === null || Date.parse(awayUntil) <= now) return null
    const until = format.dateTime(awayUntil)
    const names = deputies.map((deputy) => t('ui.person', { name: deputy.name })).join(', ')
    return (
      <p key={personId} className="text-label text-quiet">
        {names ? t('esc.away.deputy', { name, until, names }) : t('esc.away', { name, until })}
      </p>
    )
  })
}
