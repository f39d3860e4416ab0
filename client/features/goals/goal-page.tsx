import './goal.css'
import { useNavigate, useParams } from 'react-router'
import { goalsOnPhone } from '#client/commands/goals.ts'
import { paths } from '#client/commands/goals-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { GoalEnding } from '#shared/goals/rules.ts'
import type { GoalView } from '#shared/goals/views.ts'
import { can } from '#shared/policy.ts'
import { useGoal, useNewest } from './data.ts'
import { ShareBars } from './share.tsx'

/** One goal: where it began, where the figure is now, and how it ends. */
export function GoalPage() {
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const { goalId = '' } = useParams()
  const query = useGoal(goalId)
  const goal = query.data?.found
  const own = goal?.subject.personId === me.person.personId
  const facts = goal && { subjectId: goal.subject.personId, teamId: goal.teamId }
  const writes = facts !== undefined && goal?.ended === null && can(actorOf(me), 'goal.write', facts)
  const back = goal && !own ? appPaths.person(goal.subject.personId) : own ? appPaths.record : appPaths.today
  const edit = `${paths.editGoal(goalId)}${goal ? `?of=${goal.subject.personId}` : ''}`
  return (
    <DetailPage
      title={t('goal.title')}
      back={back}
      more={writes ? [{ label: t('goal.edit'), onSelect: () => navigate(edit) }] : []}
      asOf={query.dataUpdatedAt || undefined}
      dock={writes && <Ends goal={goal} />}
    >
      <Loaded query={query} notFound={t('goal.gone')}>
        {({ found }) => <GoalContent goal={found} edit={edit} />}
      </Loaded>
    </DetailPage>
  )
}

function GoalContent({ goal, edit }: { goal: GoalView; edit: string }) {
  const t = useT()
  const format = useFormat()
  const newest = useNewest(goal.subject.personId)
  const { metric, target, dueOn, why, author, createdAt, ended, baseline } = goal
  return (
    <article className="goal-body">
      <header>
        <Heading level={2} variant="heading">
          {t('goal.name', { metric, share: format.percent(target) })}
        </Heading>
        <p className="text-label text-quiet">
          {t('ui.person', { name: goal.subject.name })} · {t('goal.due', { day: format.date(dueOn) })}
        </p>
        <SyncLine entity={goal.goalId} edit={edit} />
      </header>
      {ended && (
        <p>{t(`goal.ended.${ended.how}`, { day: format.shortDate(ended.at), name: ended.by.name })}</p>
      )}
      <ShareBars
        goal={goal}
        shares={[
          { label: t('goal.baseline'), of: baseline },
          { label: t('goal.newest'), of: newest(metric) },
        ]}
      />
      {why && (
        <section>
          <Heading level={3} variant="label">
            {t('goal.why')}
          </Heading>
          <p className="text-prose">{why}</p>
        </section>
      )}
      <p className="text-label text-quiet">
        {t('goal.set', { name: author.name, day: format.shortDate(createdAt) })}
      </p>
    </article>
  )
}

/** Two ways to end it, of equal weight: neither says whether it was reached. */
function Ends({ goal: { goalId, version } }: { goal: GoalView }) {
  const t = useT()
  const enqueue = useEnqueue()
  const toast = useToast()
  const end = (how: GoalEnding) =>
    void enqueue(goalsOnPhone.end, { input: { goalId, how }, base: version }).catch(() =>
      toast({ text: t('note.failed') }),
    )
  return (
    <Dock>
      <div className="goal-ends">
        <Button variant="secondary" onClick={() => end('dropped')}>
          {t('goal.drop')}
        </Button>
        <Button variant="secondary" onClick={() => end('reviewed')}>
          {t('goal.review')}
        </Button>
      </div>
    </Dock>
  )
}
