import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import { can } from '#shared/policy.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { usePublishedRubrics } from './data.ts'
import { ReviewEditor } from './review-editor.tsx'
import { formOf, isReviewForm, newReviewForm } from './review-form.ts'

/** Drafts of this feature, by whom and which case they are about. */
const newDraftKey = (personId: string, auditId: string) =>
  `review:new:${personId}${auditId ? `:${auditId}` : ''}`

/** A new review of a person's case, where it was left off if it was begun before. */
export function NewReviewPage() {
  const t = useT()
  const me = useMe()
  const { personId = '' } = useParams()
  const led = findPerson(me, personId)
  const teamId = led?.team.teamId ?? ''
  const rubrics = usePublishedRubrics(teamId)
  if (led && can(actorOf(me), 'review.write', { analystId: personId, teamId }) && rubrics.data?.length)
    return <Begun person={led.person} teamId={teamId} rubrics={rubrics.data} />
  return (
    <DetailPage title={t('review.new')} back={paths.person(personId)} close>
      {led ? (
        <Loaded query={rubrics}>{() => <EmptyState text={t('review.noRubric')} />}</Loaded>
      ) : (
        <ForbiddenState />
      )}
    </DetailPage>
  )
}

type Props = { person: PersonRef; teamId: string; rubrics: readonly RubricVersionView[] }

function Begun({ person, teamId, rubrics }: Props) {
  const [search] = useSearchParams()
  const auditId = search.get('case') ?? undefined
  const draftKey = newDraftKey(person.personId, auditId ?? '')
  const kept = useKeptForm(draftKey, isReviewForm)
  const { refused } = useUnsent(reviewsOnPhone.publish, search.get('review') ?? 'none')
  const { platform } = useOffline().outbox
  const [initial] = useState(() =>
    refused?.input
      ? formOf(refused.input, platform.newId())
      : newReviewForm({
          reviewId: platform.newId(),
          commandId: platform.newId(),
          versionId: rubrics[0]?.versionId ?? '',
        }),
  )
  if (kept === undefined) return null
  return (
    <ReviewEditor
      initial={kept ?? initial}
      refusal={refused?.error?.code}
      {...{ draftKey, person, teamId, rubrics, auditId }}
    />
  )
}
