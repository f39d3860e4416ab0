import './calibration.css'
import { useId, useState } from 'react'
import { calibrationOnPhone } from '#client/commands/calibration.ts'
import { paths } from '#client/commands/calibration-paths.ts'
import { useEditor } from '#client/forms/use-editor.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useFindUnsent, useUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailHeader } from '#client/ui/header.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { OfflineStrip } from '#client/ui/offline-strip.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { RoundCase, RoundView } from '#shared/calibration/views.ts'
import { useLabel, useRound } from './data.ts'
import {
  fieldOf,
  formOf,
  isEmpty,
  isRateForm,
  type RatedCase,
  type RateForm,
  readRatings,
  unratedIn,
  withRating,
} from './rate-form.ts'

const draftKeyOf = (roundId: string) => `calibration:rate:${roundId}`

/** The cases of a round to rate, where the reader left off; it works without a network. */
export function RatePage({ roundId }: { roundId: string }) {
  const t = useT()
  const query = useRound(roundId)
  const round = query.data
  const kept = useKeptForm(draftKeyOf(roundId), isRateForm)
  const { refused } = useUnsent(calibrationOnPhone.submit, roundId)
  const { platform } = useOffline().outbox
  const [commandId] = useState(() => platform.newId())
  const isRefused = refused?.input !== undefined
  if (round && (round.own === 'open' || isRefused) && kept !== undefined)
    return (
      <RateEditor
        round={round}
        initial={kept ?? (refused?.input ? formOf(refused.input, commandId) : { commandId, ratings: [] })}
        refusal={refused?.error?.code}
      />
    )
  return (
    <DetailPage title={t('round.rate')} back={paths.round(roundId)} close>
      <Loaded query={query} notFound={t('round.gone')}>
        {({ own }) =>
          own === 'open' ? null : (
            <EmptyState text={t(own === null ? 'round.notRater' : 'round.own.submitted')} />
          )
        }
      </Loaded>
    </DetailPage>
  )
}

type Props = { round: RoundView; initial: RateForm; refusal: string | undefined }

function RateEditor({ round, initial, refusal }: Props) {
  const t = useT()
  const { online } = useWorkStatus()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const { roundId, items } = round
  const draftKey = draftKeyOf(roundId)
  const home = paths.round(roundId)
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home, saved: home, revises: true },
    read: (form) => readRatings(form, { roundId, items }),
    send: async (input, { commandId }) => {
      const options = { base: null, commandId, draftKey }
      const { refused, replace } = findUnsent(calibrationOnPhone.submit, roundId)
      if (refused) await replace(refused.commandId, input, options)
      else await enqueue(calibrationOnPhone.submit, { input, ...options })
    },
    refused: {
      field: fieldOf(''),
      text: refusal && t(refusal === 'CONFLICT' ? 'round.refused.closed' : 'round.refused'),
    },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') }),
    say: () => t('round.unrated'),
  })
  const { values: form, change, busy, keeping, failure, leave, submit, errorAt } = editor
  const fault = errorAt('ratings')
  const unrated = fault ? unratedIn(items, form.ratings) : undefined
  const rated = items.filter(({ caseId }) =>
    form.ratings.some((rating) => rating.caseId === caseId && rating.value !== ''),
  ).length
  return (
    <Screen
      title={t('round.rate')}
      header={
        <>
          <DetailHeader
            title={round.title}
            back={home}
            onBack={leave}
            close
            aside={
              <output className="calibration-state text-label text-quiet">
                {keeping !== 'nothing' && t(`review.draft.${keeping}`)}
              </output>
            }
          />
          {!online && <OfflineStrip />}
        </>
      }
      dock={
        <Dock>
          <p className="calibration-count text-label">{t('round.count', { n: rated, of: items.length })}</p>
          <Button disabled={busy} onClick={() => void submit()}>
            {t('round.submit')}
          </Button>
        </Dock>
      }
    >
      <div className="calibration-rate">
        <p className="calibration-strip text-label">{t('round.blind')}</p>
        {items.map((item, place) => (
          <CaseToRate
            key={item.caseId}
            {...{ item, place, round }}
            rating={form.ratings.find(({ caseId }) => caseId === item.caseId)}
            error={unrated === item ? fault : undefined}
            onRate={(part) => change({ ratings: withRating(form.ratings, item.caseId, part) })}
          />
        ))}
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
    </Screen>
  )
}

type CaseProps = {
  item: RoundCase
  /** From 0. */
  place: number
  round: RoundView
  rating: RatedCase | undefined
  error: string | undefined
  onRate: (part: Partial<Omit<RatedCase, 'caseId'>>) => void
}

function CaseToRate({ item, place, round, rating, error, onRate }: CaseProps) {
  const t = useT()
  const format = useFormat()
  const id = useId()
  const names = useNames()
  const label = useLabel(round.options)
  const [commenting, setCommenting] = useState(false)
  return (
    <section className="calibration-case" aria-labelledby={id}>
      <Heading level={2} variant="plain" id={id}>
        {t('round.case', { place: format.number(place + 1), reference: item.reference })}
      </Heading>
      {(item.policy || item.description) && (
        <p className="text-label text-quiet">
          {[item.policy && names.policy(item.policy), item.description].filter(Boolean).join(' · ')}
        </p>
      )}
      <div
        className="calibration-options"
        role="radiogroup"
        aria-labelledby={id}
        aria-invalid={error ? true : undefined}
      >
        {round.options.map(({ value }) => (
          <label key={value} className="calibration-option">
            <input
              type="radio"
              name={id}
              checked={rating?.value === value}
              onChange={() => onRate({ value })}
            />
            <span>{label(value)}</span>
          </label>
        ))}
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {commenting || rating?.comment ? (
        <TextField
          label={t('round.comment')}
          optional
          maxLength={1000}
          autoComplete="off"
          value={rating?.comment ?? ''}
          onChange={(comment) => onRate({ comment })}
        />
      ) : (
        <Button variant="text" className="calibration-comment" onClick={() => setCommenting(true)}>
          {t('round.comment.add')}
        </Button>
      )}
    </section>
  )
}
