import './person.css'
import { useNextMeeting } from '#client/features/meetings/data.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { CoachingView } from '#shared/coaching/views.ts'

type Props = { personId: string; view: CoachingView | undefined }

/** Shows what is open between the two: their next 1:1, items, and the next date to come back to. */
export function PersonFacts({ personId, view }: Props) {
  const t = useT()
  const format = useFormat()
  const open = view?.notes.flatMap(({ actions }) => actions).filter(({ doneAt }) => doneAt === null) ?? []
  const next = view?.notes
    .flatMap(({ followUpOn, followedUpAt }) => (followUpOn && !followedUpAt ? [followUpOn] : []))
    .sort()[0]
  return (
    <div className="person-facts">
      {view && (
        <>
          <p>{t('person.open', { n: open.length })}</p>
          <p className="text-label text-quiet">
            {next ? t('person.followUp', { day: format.relativeDay(next) }) : t('person.noFollowUp')}
          </p>
          <NextMeeting personId={personId} />
        </>
      )}
    </div>
  )
}

function NextMeeting({ personId }: { personId: string }) {
  const t = useT()
  const format = useFormat()
  const next = useNextMeeting(personId)
  if (!next) return null
  return <p className="text-label text-quiet">{t('meeting.next', { time: format.due(next.startsAt) })}</p>
}
