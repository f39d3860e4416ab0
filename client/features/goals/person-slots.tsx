import Goal from 'lucide-react/icons/goal'
import { paths } from '#client/commands/goals-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { type EntryOf, type EntryRows, type TimelinePart, timelineSource } from '#client/manifest/timeline.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { ButtonLink } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { GoalView } from '#shared/goals/views.ts'
import { useGoalSubject, useGoals } from './data.ts'
import { useShareText } from './share-text.ts'

const addressOf = ({ goalId, subject }: GoalView) => ({
  pathname: paths.goal(goalId),
  search: `?of=${subject.personId}`,
})

/** A person's goals, the open ones first, and the way to a new one. */
function GoalsPart({ personId }: { personId: string }) {
  const t = useT()
  const query = useGoals(personId)
  const mayWrite = useGoalSubject(personId) !== undefined
  return (
    <>
      <Loaded query={query}>
        {({ goals }) =>
          goals.length === 0 ? (
            <EmptyState text={t('goal.none')} />
          ) : (
            <ul>
              {goals.toSorted(openFirst).map((goal) => (
                <GoalRow key={goal.goalId} goal={goal} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayWrite && isSettled(query) && (
        <div className="inset inset-block">
          <ButtonLink variant="secondary" to={paths.newGoal(personId)}>
            {t('goal.add')}
          </ButtonLink>
        </div>
      )}
    </>
  )
}

const openFirst = (left: GoalView, right: GoalView) =>
  Number(left.ended !== null) - Number(right.ended !== null)

function GoalRow({ goal }: { goal: GoalView }) {
  const t = useT()
  const format = useFormat()
  const message = useShareText()
  const status = useEntityWork(goal.goalId)
  const sync = useSyncMessage()(status)
  const { metric, target, dueOn, baseline, ended } = goal
  const detail = ended
    ? t(`goal.entry.${ended.how}`)
    : t('goal.from', { share: message(baseline), day: format.relativeDay(dueOn) })
  return (
    <Row
      size="middle"
      mark={<Icon icon={Goal} />}
      title={t('goal.name', { metric, share: format.percent(target) })}
      detail={sync && status?.state !== 'sent' ? sync : detail}
      to={addressOf(goal)}
    />
  )
}

/** The kinds of entries that goals have for a person's timeline. */
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
  part: { value: 'goals', label: 'goal.part', Content: GoalsPart },
  timeline: timelineSource(useGoalEntries, entryRows, {
    goal_set: () => ['goals'],
    goal_ended: () => ['goals'],
  }),
}
