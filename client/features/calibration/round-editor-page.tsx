import './calibration.css'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { calibrationOnPhone } from '#client/commands/calibration.ts'
import { paths } from '#client/commands/calibration-paths.ts'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, useMe } from '#client/lib/me.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useFindUnsent, useUnsent } from '#client/offline/react/use-unsent.ts'
import { ChipGroup, ToggleChips } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { ForbiddenState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { optionLimit } from '#shared/calibration/rules.ts'
import { CaseList } from './case-list.tsx'
import {
  deadlineTime,
  fieldOf,
  formOf,
  isEmpty,
  isRoundForm,
  newRoundForm,
  optionsOf,
  type RoundForm,
  readRound,
} from './round-form.ts'

/** A new round of a team, where it was left off if it was begun before. */
export function RoundEditorPage() {
  const t = useT()
  const { teamId } = useParams()
  const team = teamsLed(useMe()).find((led) => led.teamId === teamId)
  if (team) return <Begun key={team.teamId} team={team} />
  return (
    <DetailPage title={t('round.new')} back={paths.rounds} close>
      <ForbiddenState />
    </DetailPage>
  )
}

/** Days from today that a new round is given. */
const usualDays = 3

function Begun({ team }: { team: Team }) {
  const t = useT()
  const format = useFormat()
  const [search] = useSearchParams()
  const draftKey = `calibration:new:${team.teamId}`
  const kept = useKeptForm(draftKey, isRoundForm)
  const { refused } = useUnsent(calibrationOnPhone.make, search.get('round') ?? 'none')
  const { platform } = useOffline().outbox
  const [initial] = useState(() => {
    const today = calendarDay(platform.clock.now(), format.timeZone)
    const ids = { roundId: platform.newId(), commandId: platform.newId() }
    const day = daysLater(today, usualDays)
    return refused?.input
      ? formOf(refused.input, { commandId: ids.commandId, day })
      : newRoundForm(ids, { day, answers: t('round.answers.usual') })
  })
  if (kept === undefined) return null
  return (
    <RoundEditor
      {...{ team, draftKey }}
      initial={kept ?? initial}
      refusal={refused?.error?.details.field}
      isLeftOut={refused?.error?.details.reason === 'all_left_out'}
      isRefused={refused !== undefined}
    />
  )
}

type Props = {
  team: Team
  draftKey: string
  initial: RoundForm
  /** The field for which it was refused. */
  refusal: string | undefined
  /** No case was left of it, because all are of topics that are left out. */
  isLeftOut: boolean
  isRefused: boolean
}

function RoundEditor({ team, draftKey, initial, refusal, isLeftOut, isRefused }: Props) {
  const t = useT()
  const format = useFormat()
  const { platform } = useOffline().outbox
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const people = [...team.leads, ...team.people].filter(
    ({ personId }, place, all) => all.findIndex((item) => item.personId === personId) === place,
  )
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home: paths.rounds, saved: paths.rounds },
    read: (form) =>
      readRound(form, {
        ...{ teamId: team.teamId, timeZone: format.timeZone, now: platform.clock.now() },
      }),
    send: async (input, { commandId }) => {
      const options = { base: null, commandId, draftKey }
      const { refused, replace } = findUnsent(calibrationOnPhone.make, input.roundId)
      if (refused) await replace(refused.commandId, input, options)
      else await enqueue(calibrationOnPhone.make, { input, ...options })
    },
    refused: {
      field: fieldOf(refusal ?? ''),
      text: isRefused ? t(isLeftOut ? 'round.new.leftOut' : 'round.new.refused') : undefined,
    },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') }),
    say: (field) => t(`round.missing.${field}`),
  })
  const { values: form, change, errorAt } = editor
  const raterError = errorAt('raterIds')
  return (
    <EditorScreen
      title={t('round.new')}
      editor={editor}
      home={paths.rounds}
      submitLabel={t('round.new.send')}
      className="calibration-editor"
    >
      <TextField
        label={t('round.new.title')}
        maxLength={200}
        autoComplete="off"
        value={form.title}
        error={errorAt('title')}
        onChange={(title) => change({ title })}
      />
      <div>
        <Label aria-hidden>{t('round.question')}</Label>
        <ChipGroup
          label={t('round.question')}
          value={form.question}
          onChange={(question) => change({ question })}
          options={(['decision', '3', '5'] as const).map((value) => ({
            value,
            label: t(`round.question.${value}`),
          }))}
        />
      </div>
      {form.question === 'decision' && (
        <TextArea
          label={t('round.answers')}
          hint={t('round.answers.hint', { n: optionLimit })}
          value={form.answers}
          error={errorAt('answers')}
          onChange={(answers) => change({ answers })}
        />
      )}
      <DateField
        label={t('round.new.deadline')}
        hint={t('round.new.deadline.hint', { time: deadlineTime })}
        value={form.day}
        min={calendarDay(platform.clock.now(), format.timeZone)}
        error={errorAt('day')}
        onChange={(day) => change({ day })}
      />
      <div>
        <Label aria-hidden>{t('round.raters')}</Label>
        <ToggleChips
          label={t('round.raters')}
          values={form.raterIds}
          onChange={(raterIds) => change({ raterIds })}
          options={people.map(({ personId, name }) => ({
            value: personId,
            label: t('round.person', { name }),
          }))}
        />
        {raterError && (
          <p className="field-error" role="alert">
            {raterError}
          </p>
        )}
      </div>
      <CaseList
        cases={form.cases}
        options={optionsOf(form)}
        people={team.people}
        teamId={team.teamId}
        error={errorAt('cases')}
        onChange={(cases) => change({ cases })}
      />
      <p className="text-label text-quiet">{t('round.new.readers')}</p>
    </EditorScreen>
  )
}
