import './review.css'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { useEditor } from '#client/forms/use-editor.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailHeader } from '#client/ui/header.tsx'
import { OfflineStrip } from '#client/ui/offline-strip.tsx'
import { Part } from '#client/ui/part.tsx'
import { Screen } from '#client/ui/screen.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import type { PublishReviewInput } from '#shared/reviews/contracts.ts'
import { purposes, scoreReview, unratedIn } from '#shared/reviews/rules.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { CaseLine } from './case-line.tsx'
import { CriterionRating } from './criterion-rating.tsx'
import { useReviewedCase, useText } from './data.ts'
import { EnteredFields } from './entered-fields.tsx'
import { useKnownCodes } from './known-codes.ts'
import { mendableOf, type RaisedFault } from './mendable.ts'
import { fieldOf, isEmpty, type ReviewForm, readReview, withDetail, withRating } from './review-form.ts'
import { OwnScore, ScoreStrip } from './score-line.tsx'

const FaultSheet = lazy(async () => ({ default: (await import('./fault-sheet.tsx')).FaultSheet }))

type Props = {
  initial: ReviewForm
  draftKey: string
  person: PersonRef
  teamId: string
  /** The published versions of the team's rubrics. */
  rubrics: readonly RubricVersionView[]
  /** Undefined where the case is entered by hand. */
  auditId: string | undefined
  /** The code with which its publishing was refused. */
  refusal?: string | undefined
}

/**
 * Scores a case on a rubric with one thumb: the criterion that is open is the first that is not rated; a rated one folds, and
 * so the next one comes under the thumb. It is a draft on this phone until it is published.
 */
export function ReviewEditor({ initial, draftKey, person, teamId, rubrics, auditId, refusal }: Props) {
  const t = useT()
  const inReader = useText()
  const { online } = useWorkStatus()
  const publish = usePublish()
  const [opened, setOpened] = useState<string>()
  const navigate = useNavigate()
  const [offered, setOffered] = useState<RaisedFault>()
  const policies = useKnownCodes('policy')
  const reviewed = useReviewedCase(auditId)
  const home = `${paths.person(person.personId)}?part=reviews`
  const rubricOf = ({ versionId }: ReviewForm) =>
    rubrics.find((item) => item.versionId === versionId) ?? rubrics[0]
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home },
    onSent: () => (mendable ? setOffered(mendable) : navigate(home, { replace: true })),
    read: (form) => {
      const rubric = rubricOf(form)
      if (!rubric) return { faults: { versionId: 'missing' as const } }
      const facts = { teamId, analystId: person.personId, auditId, content: rubric.content, policies }
      return readReview({ ...form, versionId: rubric.versionId }, facts)
    },
    send: (input, { commandId }) => publish(input, { commandId, draftKey }),
    refused: {
      field: fieldOf(''),
      text: refusal === 'CONFLICT' ? t('review.exists') : refusal && t('review.refused'),
    },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') }),
    say(field) {
      if (field === 'entered.reference') return t('review.missing.reference')
      return t(field === 'entered.policy' ? 'review.missing.policy' : 'review.missing')
    },
    onFaults: () => setOpened(undefined),
  })
  const { values: form, change, busy, keeping, failure, leave, submit, errorAt } = editor
  const rubric = rubricOf(form)
  if (!rubric) return null
  const { content } = rubric
  const criteria = criteriaOf(content)
  const ratingOf = (id: string) => form.ratings.find(({ criterionId }) => criterionId === id)
  const next = criteria.find(({ criterionId }) => !ratingOf(criterionId))
  const last = form.ratings.at(-1)
  const unrated = unratedIn(content, form.ratings)
  // The causes of a low rating stay open until the next criterion is rated.
  const isDetailed = (criterionId: string) =>
    opened === criterionId || (last?.criterionId === criterionId && last.fault !== null)
  const fault = errorAt('ratings')
  const rated = scoreReview(content, form.ratings, { own: false })
  const mendable = mendableOf({
    ...{ reviewId: form.reviewId, teamId, ratings: form.ratings },
    caseRef: auditId === undefined ? form.entered.reference.trim() : (reviewed.data?.caseRef ?? ''),
    nameOf: (id) =>
      inReader(criteria.find(({ criterionId }) => criterionId === id)?.label ?? { ko: null, en: null }),
  })
  return (
    <Screen
      title={t('review.new')}
      header={
        <div className="review-head">
          <DetailHeader
            title={t('review.of', { name: person.name })}
            back={home}
            onBack={leave}
            close
            aside={
              <output className="review-state text-label text-quiet">
                {keeping !== 'nothing' && t(`review.draft.${keeping}`)}
              </output>
            }
          />
          {!online && <OfflineStrip />}
          <ScoreStrip rated={rated} left={criteria.length - form.ratings.length} />
        </div>
      }
      dock={
        <Dock>
          <p className="review-count text-label">
            {t('review.count', {
              n: criteria.filter(({ criterionId }) => ratingOf(criterionId)).length,
              of: criteria.length,
            })}
          </p>
          <Button disabled={busy} onClick={() => void submit()}>
            {t('review.publish')}
          </Button>
        </Dock>
      }
    >
      <div className="review-editor">
        {auditId ? (
          <CaseLine auditId={auditId} />
        ) : (
          <EnteredFields
            value={form.entered}
            errorAt={errorAt}
            onChange={(part) => change({ entered: { ...form.entered, ...part } })}
          />
        )}
        <OwnScore rated={rated} own={scoreReview(content, form.ratings, { own: true })} />
        {rubrics.length > 1 && form.ratings.length === 0 && (
          <ChipGroup
            label={t('review.rubric')}
            value={rubric.versionId}
            onChange={(versionId) => change({ versionId })}
            options={rubrics.map((item) => ({ value: item.versionId, label: inReader(item.content.name) }))}
          />
        )}
        {content.sections.map((section) => (
          <Part key={section.sectionId} heading={inReader(section.title) || t('review.section')} gap="none">
            {section.criteria.map((criterion) => (
              <CriterionRating
                key={criterion.criterionId}
                criterion={criterion}
                rating={ratingOf(criterion.criterionId)}
                isOpen={opened ? opened === criterion.criterionId : next === criterion}
                isDetailed={isDetailed(criterion.criterionId)}
                error={fault && unrated === criterion ? fault : undefined}
                onOpen={() => setOpened(criterion.criterionId)}
                onRate={(level) => {
                  change({ ratings: withRating(form.ratings, criterion, level) })
                  setOpened(undefined)
                }}
                onDetail={(part) =>
                  change({ ratings: withDetail(form.ratings, criterion.criterionId, part) })
                }
              />
            ))}
          </Part>
        ))}
        <Part heading={t('review.purpose')} gap="none">
          <ChipGroup
            label={t('review.purpose')}
            value={form.purpose}
            onChange={(purpose) => change({ purpose })}
            options={purposes.map((value) => ({ value, label: t(`review.purpose.${value}`) }))}
          />
        </Part>
        <p className="text-label text-quiet">{t('review.readers', { name: person.name })}</p>
        {(fault || failure) && (
          <p className="field-error" role="alert">
            {fault && unrated ? t('review.missing.criterion', { name: inReader(unrated.label) }) : failure}
          </p>
        )}
      </div>
      {offered && (
        <Suspense>
          <FaultSheet raised={offered} onClose={() => navigate(home, { replace: true })} />
        </Suspense>
      )}
    </Screen>
  )
}

/** Puts a review on this phone, in the place of a refused one where there is one. */
function usePublish() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return async (
    input: PublishReviewInput,
    { commandId, draftKey }: { commandId: string; draftKey: string },
  ): Promise<void> => {
    const options = { base: null, commandId, draftKey }
    const { refused, replace } = findUnsent(reviewsOnPhone.publish, input.reviewId)
    if (refused) await replace(refused.commandId, input, options)
    else await enqueue(reviewsOnPhone.publish, { input, ...options })
  }
}
