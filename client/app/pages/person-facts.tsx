import './person.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { CoachingView } from '#shared/coaching/views.ts'

/** Shows what is open between the two: items, and the next date to come back to. */
export function PersonFacts({ view }: { view: CoachingView | undefined }) {
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
        </>
      )}
    </div>
  )
}
