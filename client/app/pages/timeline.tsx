import { Fragment } from 'react'
import {
  entriesOf,
  type TimelineEntry,
  type TimelinePart,
  type TimelineSource,
} from '#client/manifest/timeline.ts'
import { EmptyState } from '#client/ui/states.tsx'
import { personSlots } from './person-slots.ts'

type Props = { personId: string; empty: string }

/** Lists what was said and agreed with one person, newest first, from every feature that has something of it. */
export function Timeline({ personId, empty }: Props) {
  const sources = personSlots.useValue().flatMap(({ timeline }) => timeline ?? [])
  return <Gathered sources={sources} parts={[]} personId={personId} empty={empty} />
}

type GatheredProps = Props & {
  sources: readonly TimelineSource[]
  /** The entries of the sources that were asked before. */
  parts: readonly TimelinePart<TimelineEntry>[]
}

/** Asks one source after the other: each has hooks of its own, and so needs a component. */
function Gathered({ sources: [source, ...rest], parts, ...props }: GatheredProps) {
  if (!source) return <Merged parts={parts} empty={props.empty} />
  return <Asked key={rest.length} source={source} rest={rest} parts={parts} {...props} />
}

type AskedProps = Omit<GatheredProps, 'sources'> & { source: TimelineSource; rest: readonly TimelineSource[] }

function Asked({ source: { useEntries }, rest, parts, ...props }: AskedProps) {
  const part = useEntries(props.personId)
  return <Gathered sources={rest} parts={[...parts, part]} {...props} />
}

function Merged({ parts, empty }: Pick<GatheredProps, 'parts' | 'empty'>) {
  const entries = entriesOf(parts)
  if (entries.length === 0) return <EmptyState text={empty} />
  return (
    <ul>
      {entries.map(({ key, row }) => (
        <Fragment key={key}>{row}</Fragment>
      ))}
    </ul>
  )
}
