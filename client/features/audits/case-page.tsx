import { lazy, Suspense, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { paths as drawPaths } from '#client/commands/draws-paths.ts'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import type { CaseView } from '#shared/audits/views.ts'
import { can } from '#shared/policy.ts'
import { AnswerSheet } from './answer-sheet.tsx'
import { AskSheet } from './ask-sheet.tsx'
import { CaseFacts, Judgements } from './case-facts.tsx'
import { CopyNumber } from './copy-number.tsx'
import { useCase, useNextCase } from './data.ts'
import { PutRightPart } from './put-right-part.tsx'
import { RecheckHistory } from './recheck-history.tsx'

const RuledCase = lazy(async () => ({ default: (await import('./ruled-case.tsx')).RuledCase }))

/** One case: the three judgements, what is known of it, and every other look that was asked for. */
export function CasePage() {
  const t = useT()
  const navigate = useNavigate()
  const { auditId = '' } = useParams()
  const query = useCase(auditId)
  const view = query.data
  const [sheet, setSheet] = useState<'ask' | 'answer'>()
  const close = () => setSheet(undefined)
  const [search] = useSearchParams()
  const step = useNextStep(view)
  const next = useNextCase(view, search)
  const coach = useCoachAddress(view)
  const review = useReviewAddress(view)
  const me = useMe()
  const actor = actorOf(me)
  const golden =
    view !== undefined &&
    view.verifiedDecision !== null &&
    view.kind === 'audit' &&
    can(actor, 'golden.write', { teamId: view.teamId, makerId: actor.person })
  const asks =
    view !== undefined &&
    can(actor, 'question.ask', {
      ...{ askerId: actor.person, addresseeId: null, teamId: view.teamId, inTeam: true },
    })
  // A manager who decides one case reads no list of its analyst's.
  const isListed =
    view !== undefined &&
    (view.analyst.personId === me.person.personId || findPerson(me, view.analyst.personId) !== undefined)
  const list = search.has('filter') ? `?${search}` : ''
  return (
    <DetailPage
      title={view ? t('case.title.number', { number: view.caseRef }) : t('case.title')}
      back={isListed ? `${paths.personCases(view.analyst.personId)}${list}` : paths.today}
      aside={view && <CopyNumber number={view.caseRef} />}
      asOf={query.dataUpdatedAt || undefined}
      more={[
        { label: t('raise.title'), onSelect: () => navigate(paths.raise({ case: auditId })) },
        ...(asks
          ? [
              {
                label: t('question.ask.case'),
                onSelect: () => navigate(questionPaths.ask({ case: auditId })),
              },
            ]
          : []),
        ...(golden
          ? [{ label: t('draw.golden.make'), onSelect: () => navigate(drawPaths.golden(auditId)) }]
          : []),
      ]}
      dock={
        (step || coach || review || next) && (
          <Dock>
            {review && step?.kind !== 'answer' && (
              <ButtonLink variant="secondary" to={review}>
                {t('case.review')}
              </ButtonLink>
            )}
            {coach && step?.kind !== 'answer' && (
              <ButtonLink variant={next ? 'secondary' : 'primary'} to={coach}>
                {t('case.coach')}
              </ButtonLink>
            )}
            {step && (
              <Button
                variant={next && step.kind === 'ask' ? 'secondary' : 'primary'}
                onClick={() => setSheet(step.kind)}
              >
                {step.kind === 'ask' ? t('score.review') : t('recheck.answer')}
              </Button>
            )}
            {next && (
              <Button
                variant={step?.kind === 'answer' ? 'secondary' : 'primary'}
                onClick={() => navigate(`${paths.case(next.auditId)}${list}`, { replace: true })}
              >
                {t('case.next')}
              </Button>
            )}
          </Dock>
        )
      }
    >
      <Loaded query={{ ...query, data: view }}>
        {(shown) => (
          <>
            <Judgements view={shown} />
            <Suspense fallback={null}>
              <RuledCase view={shown} />
            </Suspense>
            <PutRightPart view={shown} />
            <RecheckHistory view={shown} />
            <CaseFacts view={shown} />
          </>
        )}
      </Loaded>
      {/* Both stay while the page does, so that closing one keeps its text. */}
      <AskSheet auditId={auditId} open={sheet === 'ask'} onClose={close} />
      {view && step?.kind === 'answer' && (
        <AnswerSheet view={view} recheck={step.recheck} open={sheet === 'answer'} onClose={close} />
      )}
    </DetailPage>
  )
}

type Step = { kind: 'ask' } | { kind: 'answer'; recheck: CaseView['looks'][number] }

/** What the reader may do next: the analyst asks, unless a request is open; the lead answers an open one. */
function useNextStep(view: CaseView | undefined): Step | undefined {
  const actor = actorOf(useMe())
  if (!view) return undefined
  const analystId = view.analyst.personId
  const recheck = view.looks.find(({ status }) => status === 'open')
  if (recheck) {
    const { judgeIds, decider } = recheck
    const facts = { analystId, teamId: view.teamId, judgeIds, decider }
    return can(actor, 'recheck.answer', facts) ? { kind: 'answer', recheck } : undefined
  }
  return can(actor, 'recheck.ask', { analystId }) ? { kind: 'ask' } : undefined
}

/** Where a lead writes a note about the case: the case is its evidence. */
function useCoachAddress(view: CaseView | undefined): string | undefined {
  const me = useMe()
  if (!view || !findPerson(me, view.analyst.personId)) return undefined
  return `${paths.newNote(view.analyst.personId)}?${new URLSearchParams({ case: view.auditId })}`
}

/** Where who leads the analyst scores the case on the team's rubric. */
function useReviewAddress(view: CaseView | undefined): string | undefined {
  const actor = actorOf(useMe())
  if (!view) return undefined
  const { personId } = view.analyst
  const may = can(actor, 'review.write', { analystId: personId, teamId: view.teamId })
  return may ? paths.newReview(personId, view.auditId) : undefined
}
