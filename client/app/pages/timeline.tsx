import { Fragment } from 'react'
import {
  type CoachingEntries,
  coachingEntryRows,
  useCoachingEntries,
} from '#client/features/coaching/timeline-entries.tsx'
import { type EntryOf, type EntryRows, entriesOf } from '#client/lib/timeline.ts'
import { EmptyState } from '#client/ui/states.tsx'
import type { CoachingView } from '#shared/coaching/views.ts'

/** Every kind of entry, from the feature that it belongs to. */
type Entries = CoachingEntries

const rows: EntryRows<Entries> = coachingEntryRows

const draw = <K extends keyof Entries>(entry: EntryOf<Entries, K>) => rows[entry.kind](entry)

type Props = { coaching: CoachingView; empty: string }

/** Lists what was said and agreed with one person, newest first, from every feature that has something of it. */
export function Timeline({ coaching, empty }: Props) {
  const entries = entriesOf([useCoachingEntries(coaching)])
  if (entries.length === 0) return <EmptyState text={empty} />
  return (
    <ul>
      {entries.map((entry) => (
        <Fragment key={entry.key}>{draw(entry)}</Fragment>
      ))}
    </ul>
  )
}
