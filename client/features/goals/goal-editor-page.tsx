import { useState } from 'react'
import { useParams } from 'react-router'
import { goalsOnPhone } from '#client/commands/goals.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { GoalView } from '#shared/goals/views.ts'
import { useFigures, useGoal, useGoalSubject } from './data.ts'
import { GoalEditor } from './goal-editor.tsx'
import { formOf, isGoalForm, newGoalForm } from './goal-form.ts'

/** Drafts of this feature, by whom or what they are about. */
const newDraftKey = (personId: string) => `goal:new:${personId}`
const editDraftKey = (goalId: string) => `goal:${goalId}`

/** A new goal, for oneself or for whom one leads, where it was left off if it was begun before. */
export function NewGoalPage() {
  const t = useT()
  const { personId = '' } = useParams()
  const subject = useGoalSubject(personId)
  const draftKey = newDraftKey(personId)
  const kept = useKeptForm(draftKey, isGoalForm)
  const { platform } = useOffline().outbox
  // The figure that the goal begins from is saved with it.
  const { isLoading } = useFigures(personId)
  const { online } = useWorkStatus()
  const awaited = isLoading && online
  const [ids] = useState(() => ({ goalId: platform.newId(), commandId: platform.newId() }))
  if (!subject)
    return (
      <DetailPage title={t('goal.title')} back={paths.today} close>
        <EmptyState text={t('error.NOT_FOUND')} />
      </DetailPage>
    )
  if (kept === undefined || awaited) return <Skeleton />
  return <GoalEditor initial={kept ?? newGoalForm(ids)} draftKey={draftKey} subject={subject} />
}

/** A goal that is there, revised; also the place where one that was refused is put right. */
export function EditGoalPage() {
  const t = useT()
  const { goalId = '' } = useParams()
  const query = useGoal(goalId)
  const { found, served } = query.data ?? {}
  const subject = useGoalSubject(found?.subject.personId ?? '')
  if (found && subject) return <Revision goal={found} served={served} teamId={found.teamId} />
  return (
    <DetailPage title={t('goal.title')} back={paths.today} close>
      <Loaded query={query} notFound={t('goal.gone')}>
        {() => <EmptyState text={t('error.FORBIDDEN')} />}
      </Loaded>
    </DetailPage>
  )
}

type RevisionProps = { goal: GoalView; served: GoalView | undefined; teamId: string }

function Revision({ goal, served, teamId }: RevisionProps) {
  const draftKey = editDraftKey(goal.goalId)
  const kept = useKeptForm(draftKey, isGoalForm)
  const { refused } = useUnsent(goalsOnPhone.save, goal.goalId)
  const { platform } = useOffline().outbox
  // As it was when the editor opened: what arrives meanwhile must not change under the writer's hands.
  const [initial] = useState(() => {
    const commandId = platform.newId()
    if (!refused?.input) return formOf(goal, { commandId, base: goal.version })
    // After a conflict it is what the server holds now that is being revised.
    const base = refused.error?.code === 'CONFLICT' ? (served?.version ?? null) : refused.base
    return formOf(refused.input, { commandId, base })
  })
  if (kept === undefined) return null
  return (
    <GoalEditor
      initial={kept ?? initial}
      draftKey={draftKey}
      subject={{ person: goal.subject, teamId }}
      goal={goal}
      refusal={refused?.error}
    />
  )
}
