import { Fragment, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { type PlainKey, useFormat, useT } from '#client/lib/i18n.ts'
import {
  entriesOf,
  foldedRuns,
  type TimelineEntry,
  type TimelineGroup,
  type TimelinePart,
  type TimelineSource,
  timelineGroups,
} from '#client/manifest/timeline.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import { personSlots } from './person-slots.ts'

type Props = { personId: string; empty: string }

/** Lists what was said and agreed with one person, newest first, from every feature that has something of it. */
export function Timeline({ personId, empty }: Props) {
  return (
    <TimelineParts personId={personId}>{(parts) => <Merged parts={parts} empty={empty} />}</TimelineParts>
  )
}

type PartsProps = {
  personId: string
  /** Milliseconds since the epoch: entries of before are left out. */
  since?: number
  children: (parts: readonly TimelinePart<TimelineEntry>[]) => ReactNode
}

/** Shows what every feature has for the timeline of a person. */
export function TimelineParts({ personId, since = Number.NEGATIVE_INFINITY, children }: PartsProps) {
  const sources = personSlots.useValue().flatMap(({ timeline }) => timeline ?? [])
  return (
    <Gathered sources={sources} parts={[]} personId={personId} since={since}>
      {children}
    </Gathered>
  )
}

type GatheredProps = Required<PartsProps> & {
  sources: readonly TimelineSource[]
  /** The entries of the sources that were asked before. */
  parts: readonly TimelinePart<TimelineEntry>[]
}

/** Asks one source after the other: each has hooks of its own, and so needs a component. */
function Gathered({ sources: [source, ...rest], parts, ...props }: GatheredProps) {
  if (!source) return props.children(parts)
  return <Asked key={rest.length} source={source} rest={rest} parts={parts} {...props} />
}

type AskedProps = Omit<GatheredProps, 'sources'> & { source: TimelineSource; rest: readonly TimelineSource[] }

function Asked({ source: { useEntries }, rest, parts, ...props }: AskedProps) {
  const part = useEntries(props.personId, props.since)
  return <Gathered sources={rest} parts={[...parts, part]} {...props} />
}

/** The parameter of the address by which a timeline is narrowed, so that Back returns to what was shown. */
const parameter = 'show'

const labels = {
  ...{ notes: 'record.notes', reviews: 'review.part', goals: 'goal.part', actions: 'person.actions' },
  ...{ recognitions: 'note.kind.recognition', meetings: 'meeting.part' },
} as const satisfies Record<TimelineGroup, PlainKey>

/** The entries, narrowed by the kinds that this person has any of. */
function Merged({ parts, empty }: Pick<GatheredProps, 'parts'> & Pick<Props, 'empty'>) {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const all = entriesOf(parts)
  if (all.length === 0) return <EmptyState text={empty} />
  const present = timelineGroups.filter((group) => all.some(({ groups }) => groups.includes(group)))
  const chosen = present.find((group) => group === search.get(parameter)) ?? 'all'
  const entries = chosen === 'all' ? all : all.filter(({ groups }) => groups.includes(chosen))
  function choose(next: TimelineGroup | 'all') {
    const changed = new URLSearchParams(search)
    if (next === 'all') changed.delete(parameter)
    else changed.set(parameter, next)
    setSearch(changed, { replace: true })
  }
  return (
    <>
      {present.length > 1 && (
        <div className="inset inset-block">
          <ChipGroup<TimelineGroup | 'all'>
            label={t('person.filter')}
            scroll
            value={chosen}
            onChange={choose}
            options={[
              { value: 'all', label: t('person.filter.all') },
              ...present.map((group) => ({ value: group, label: t(labels[group]) })),
            ]}
          />
          <output>
            <VisuallyHidden>{t('person.filter.shown', { n: entries.length })}</VisuallyHidden>
          </output>
        </div>
      )}
      <ul>
        {chosen === 'all' && present.length > 1
          ? foldedRuns(entries).map((run) => <Run key={run[0].key} entries={run} />)
          : entries.map(({ key, row }) => <Fragment key={key}>{row}</Fragment>)}
      </ul>
    </>
  )
}

/** One entry by itself; reviews that nothing else stands between as a line that opens. */
function Run({ entries }: { entries: readonly [TimelineEntry, ...TimelineEntry[]] }) {
  const t = useT()
  const format = useFormat()
  const [first, ...others] = entries
  const last = others.at(-1)
  if (!last) return first.row
  return (
    <li>
      <details>
        <summary className="inset inset-block">
          {t('person.reviews', {
            n: entries.reduce((sum, { reviews }) => sum + reviews, 0),
            from: format.shortDate(last.at),
            to: format.shortDate(first.at),
          })}
        </summary>
        <ul>
          {entries.map(({ key, row }) => (
            <Fragment key={key}>{row}</Fragment>
          ))}
        </ul>
      </details>
    </li>
  )
}
