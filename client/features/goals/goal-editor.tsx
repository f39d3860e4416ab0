import './goal.css'
import { goalsOnPhone } from '#client/commands/goals.ts'
import { paths } from '#client/commands/goals-paths.ts'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { SaveGoalInput } from '#shared/goals/contracts.ts'
import type { GoalView } from '#shared/goals/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { metrics } from '#shared/scorecards/rules.ts'
import { useNewest } from './data.ts'
import { fieldOf, type GoalForm, isEmpty, readGoal } from './goal-form.ts'
import { useShareText } from './share-text.ts'

type Props = {
  initial: GoalForm
  draftKey: string
  subject: { person: PersonRef; teamId: string }
  /** The goal that is revised. */
  goal?: GoalView
  /** Why its saving was refused. */
  refusal?: { code: string; details: { field?: string | undefined } } | null | undefined
}

/** Edits a goal: its figure, target, date and reason. */
export function GoalEditor({ initial, draftKey, subject: { person, teamId }, goal, refusal }: Props) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const { platform } = useOffline().outbox
  const save = useSaveGoal()
  const newest = useNewest(person.personId)
  // A goal whose day has come may keep it while its other parts are changed.
  const earliest = goal ? undefined : calendarDay(platform.clock.now(), format.timeZone)
  const message = useShareText()
  const home = me.person.personId === person.personId ? appPaths.record : appPaths.person(person.personId)
  const saved = { pathname: paths.goal(initial.goalId), search: `?of=${person.personId}` }
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home, saved },
    revises: goal !== undefined,
    read: (form) =>
      readGoal(
        form,
        {
          ...{ teamId, subjectId: person.personId },
          baseline: goal ? goal.baseline : (newest(form.metric) ?? null),
        },
        earliest,
      ),
    send: (input, { base, commandId }) => save(input, { base, commandId, draftKey }),
    refused: {
      field: fieldOf(refusal?.details.field ?? ''),
      text: refusal?.code === 'CONFLICT' ? t('error.CONFLICT') : undefined,
    },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') }),
    say: (field, fault) =>
      t(field === 'target' && fault === 'refused' ? 'goal.target.refused' : `goal.missing.${field}`),
  })
  const { values: form, change } = editor
  return (
    <EditorScreen
      title={goal ? t('goal.edit') : t('goal.new', { name: person.name })}
      editor={editor}
      home={home}
      submitLabel={t('goal.save')}
      className="goal-editor"
    >
      {!goal && (
        <div>
          <Label>{t('goal.metric')}</Label>
          <ChipGroup
            label={t('goal.metric')}
            value={form.metric}
            onChange={(metric) => change({ metric })}
            options={metrics.map((value) => ({ value, label: t(`score.metric.${value}`) }))}
          />
        </div>
      )}
      <p className="text-label text-quiet">
        {t(goal ? 'goal.baseline' : 'goal.newest')} · {message(goal ? goal.baseline : newest(form.metric))}
      </p>
      <TextField
        label={t('goal.target')}
        hint={t(form.metric === 'accuracy' ? 'goal.target.above' : 'goal.target.below')}
        inputMode="decimal"
        maxLength={8}
        {...editor.field('target')}
      />
      <DateField label={t('goal.dueOn')} min={earliest} {...editor.field('dueOn')} />
      <TextArea label={t('goal.why')} optional minRows={2} maxLength={1000} {...editor.field('why')} />
      <p className="text-label text-quiet">{t('goal.readers')}</p>
    </EditorScreen>
  )
}

/** Puts a goal on this phone, in the place of a refused saving where there is one. */
function useSaveGoal() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return async (
    input: SaveGoalInput,
    options: { base: number | null; commandId: string; draftKey: string },
  ): Promise<void> => {
    const { refused, replace } = findUnsent(goalsOnPhone.save, input.goalId)
    if (refused) await replace(refused.commandId, input, options)
    else await enqueue(goalsOnPhone.save, { input, ...options })
  }
}
