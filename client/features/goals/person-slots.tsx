import Goal from 'lucide-react/icons/goal'
import { paths } from '#client/commands/goals-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { type EntryOf, type EntryRows, type TimelinePart, timelineSource } from '#client/manifest/timeline.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { ButtonLink } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import type { GoalView } from '#shared/goals/views.ts'
import { useGoalSubject, useGoals } from './data.ts'
import { useShareText } from './share.tsx'

const addressOf = ({ goalId, subject }: GoalView) => ({
  pathname: paths.goal(goalId),
  search: `?of=${subject.personId}`,
})

/** The open goals of a person, and the way to a new one. */
function GoalsPanel({ personId }: { personId: string }) {
  const t = useT()
  const { data } = useGoals(personId)
  const mayWrite = useGoalSubject(personId) !== undefined
  const open = data?.goals.filter(({ ended }) => ended === null) ?? []
  if (!data || (open.length === 0 && !mayWrite)) return null
  return (
    <Part variant="ruled" heading={t('goal.open')}>
      <ul>
        {open.map((goal) => (
          <GoalRow key={goal.goalId} goal={goal} />
        ))}
      </ul>
      {mayWrite && (
        <div className="inset">
          <ButtonLink variant="text" to={paths.newGoal(personId)}>
            {t('goal.add')}
          </ButtonLink>
        </div>
      )}
    </Part>
  )
}

function GoalRow({ goal }: { goal: GoalView }) {
  const t = useT()
  const format = useFormat()
  const message = useShareText()
  const status = useEntityWork(goal.goalId)
  const sync = useSyncMessage()(status)
  const { metric, target, dueOn, baseline } = goal
  const from = t('goal.from', { share: message(baseline), day: format.relativeDay(dueOn) })
  return (
    <Row
      size="middle"
      mark={<Icon icon={Goal} />}
      title={t('goal.name', { metric, share: format.percent(target) })}
      detail={sync && status?.state !== 'sent' ? sync : from}
      to={addressOf(goal)}
    />
  )
}

/** What goals have for a person's timeline. */
interface GoalEntries {
  goal_set: { goal: GoalView }
  goal_ended: { goal: GoalView }
}

function useGoalEntries(personId: string): TimelinePart<EntryOf<GoalEntries>> {
  const { goals = [] } = useGoals(personId).data ?? {}
  const set = goals.map((goal) => ({
    kind: 'goal_set' as const,
    key: `set:${goal.goalId}`,
    at: goal.createdAt,
    goal,
  }))
  const ended = goals.flatMap((goal) =>
    goal.ended ? [{ kind: 'goal_ended' as const, key: `ended:${goal.goalId}`, at: goal.ended.at, goal }] : [],
  )
  const entries = [...set, ...ended].sort((left, right) => right.at.localeCompare(left.at))
  return { first: [], entries, last: [] }
}

const entryRows: EntryRows<GoalEntries> = {
  goal_set: ({ goal }) => <EntryRow goal={goal} at={goal.createdAt} label="goal.entry.set" />,
  goal_ended: ({ goal }) => (
    <EntryRow
      goal={goal}
      at={goal.ended?.at ?? goal.createdAt}
      label={`goal.entry.${goal.ended?.how ?? 'set'}`}
    />
  ),
}

type EntryProps = {
  goal: GoalView
  at: string
  label: 'goal.entry.set' | 'goal.entry.reviewed' | 'goal.entry.dropped'
}

function EntryRow({ goal, at, label }: EntryProps) {
  const t = useT()
  const format = useFormat()
  return (
    <Row
      size="middle"
      mark={<Icon icon={Goal} />}
      title={t('goal.name', { metric: goal.metric, share: format.percent(goal.target) })}
      detail={t(label)}
      aside={<time className="text-caption">{format.shortDate(at)}</time>}
      to={addressOf(goal)}
    />
  )
}

export const goalsOnPerson: PersonSlots = {
  Panel: GoalsPanel,
  timeline: timelineSource(useGoalEntries, entryRows),
}
