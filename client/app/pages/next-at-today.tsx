import { useQueries } from '@tanstack/react-query'
import { addressOf, goesOn } from '#client/features/meetings/data.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { peopleReadable, useMe } from '#client/lib/me.ts'
import { forLater } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFolding } from '#client/offline/react/use-folded-query.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { comingMeetings } from '#shared/meetings/occurrence-rules.ts'

/** Says with whom and when the reader's next 1:1 is, as far as this phone knows; nothing where there is none. */
export function NextAtToday() {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const now = useNow()
  const fold = useFolding()
  const options = peopleReadable(me).map((personId) => trpc.meetings.person.queryOptions({ personId }))
  const results = useQueries({ queries: options.map((each) => ({ ...each, ...forLater })) })
  const [next] = options
    .flatMap(({ queryKey }, index) => {
      const served = results[index]?.data
      return served ? fold(queryKey, served).series : []
    })
    .filter(goesOn)
    .flatMap((series) =>
      comingMeetings(series, now)
        .slice(0, 1)
        .map((meeting) => ({ series, meeting })),
    )
    .toSorted((left, right) => left.meeting.startsAt - right.meeting.startsAt)
  if (!next) return null
  const { series, meeting } = next
  const { name } = series.subject.personId === me.person.personId ? series.lead : series.subject
  return (
    <ButtonLink variant="text" to={addressOf(series)}>
      {t('meeting.atToday', { name, time: format.due(meeting.startsAt) })}
    </ButtonLink>
  )
}
