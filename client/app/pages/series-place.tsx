import { Fragment } from 'react'
import { SeriesPage } from '#client/features/meetings/series-page.tsx'
import { useT } from '#client/lib/i18n.ts'
import { mergeNewestFirst, type TimelineGroup } from '#client/manifest/timeline.ts'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TimelineParts } from './timeline.tsx'

/** A series of 1:1s, with what the other features have of the person since the two last met. */
export const SeriesPlace = () => (
  <SeriesPage since={(personId, moment) => <SinceMeeting personId={personId} moment={moment} />} />
)

const groupsSince: readonly TimelineGroup[] = ['notes', 'recognitions', 'reviews', 'actions']

/** Lists the notes, reviews and finished actions since a moment, newest first, as far as the reader may read them. */
function SinceMeeting({ personId, moment }: { personId: string; moment: string }) {
  const t = useT()
  return (
    <Part className="inset-block" variant="ruled" heading={t('meeting.since')}>
      <TimelineParts personId={personId} since={Date.parse(moment)}>
        {(parts) => {
          const entries = mergeNewestFirst(parts.map((part) => part.entries)).filter(({ groups }) =>
            groups.some((group) => groupsSince.includes(group)),
          )
          if (entries.length === 0) return <EmptyState text={t('meeting.since.none')} />
          return (
            <ul>
              {entries.map(({ key, row }) => (
                <Fragment key={key}>{row}</Fragment>
              ))}
            </ul>
          )
        }}
      </TimelineParts>
    </Part>
  )
}
