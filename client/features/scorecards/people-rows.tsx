import './people-row.css'
import type { ReactNode } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { SignalMark } from '#client/ui/marks.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { noCounts } from '#shared/audits/rules.ts'
import { estimateOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import type { Metric, Period } from '#shared/scorecards/rules.ts'
import type { Signal, TeamScorecard } from '#shared/scorecards/views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { commonAxis, countsIn, weeksSinceFirst } from './figures.ts'
import { AxisLine, RateBar } from './rate-bar.tsx'

type Person = TeamScorecard['people'][number]
type Props = {
  team: Pick<TeamScorecard, 'targets' | 'signals'>
  /** In the lead's own order. */
  people: readonly Person[]
  metric: Metric
  period: Period
  to: (person: Person) => string
  /** At the right of the heading. */
  aside?: ReactNode
}

/** At most one mark, with its word: worth a look before new. */
function Mark({ person, signal }: { person: Person; signal: Signal | undefined }) {
  const t = useT()
  if (signal)
    return (
      <span className="people-row-signal">
        <SignalMark beside="caption" />
        {t('signal.mark')}
      </span>
    )
  const weeks = weeksSinceFirst(person.weeks)
  return person.isNew && weeks > 0 ? <span>{t('team.new', { weeks })}</span> : null
}

/** People in the lead's own order, each with n and a bar on one axis. Never sorted by a figure, never ranked. */
export function PeopleRows({ team, people, metric, period, to, aside }: Props) {
  const t = useT()
  const format = useFormat()
  const figures = people.map((person) => rateOf(countsIn(person.weeks, period), metric))
  const axis = commonAxis(figures, { metric, targets: team.targets[period] })
  /** Errors are told as counts, accuracy by its bar. */
  const counted = metric !== 'accuracy'
  return (
    <RowGroup
      heading={t('team.people')}
      aside={aside}
      lead={<AxisLine metric={metric} targets={team.targets[period]} axis={axis} />}
      limit={people.length}
    >
      {people.map((person, index) => {
        const rate = figures[index] ?? rateOf(noCounts, metric)
        const signal = team.signals.find(
          (signal) =>
            signal.personId === person.personId &&
            signal.kind === 'more_errors' &&
            (!counted || signal.point.metric === metric),
        )
        return (
          <Row
            key={person.personId}
            title={<PersonName name={person.name} />}
            name={person.name}
            detail={
              <span className="people-row-text">
                <span>{counted ? format.xOfN(rate.x, rate.n) : t('team.n', { n: rate.n })}</span>
                <Mark person={person} signal={signal} />
              </span>
            }
            aside={
              // Under ten the bar would say "x of n" once more.
              counted && rate.kind !== 'refused' && estimateOf(rate).n < percentageFloor ? undefined : (
                <RateBar metric={metric} of={rate} targets={team.targets[period]} axis={axis} />
              )
            }
            to={to(person)}
          />
        )
      })}
    </RowGroup>
  )
}
