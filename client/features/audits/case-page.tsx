import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import type { CaseView } from '#shared/audits/views.ts'
import { can } from '#shared/policy.ts'
import { AnswerSheet } from './answer-sheet.tsx'
import { AskSheet } from './ask-sheet.tsx'
import { CaseFacts, Judgements } from './case-facts.tsx'
import { useCase } from './data.ts'
import { RecheckHistory } from './recheck-history.tsx'

/** One case: the three judgements, what is known of it, and every other look that was asked for. */
export function CasePage() {
  const t = useT()
  const navigate = useNavigate()
  const { auditId = '' } = useParams()
  const query = useCase(auditId)
  const view = query.data
  const [sheet, setSheet] = useState<'ask' | 'answer'>()
  const close = () => setSheet(undefined)
  const step = useNextStep(view)
  return (
    <DetailPage
      title={t('case.title')}
      back={view ? paths.personCases(view.analyst.personId) : paths.today}
      asOf={query.dataUpdatedAt || undefined}
      more={[{ label: t('raise.title'), onSelect: () => navigate(paths.raise({ case: auditId })) }]}
      dock={
        step && (
          <Dock>
            <Button size="wide" onClick={() => setSheet(step.kind)}>
              {step.kind === 'ask' ? t('score.review') : t('recheck.answer')}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={{ ...query, data: view }}>
        {(shown) => (
          <>
            <Judgements view={shown} />
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
  const facts = { analystId: view.analyst.personId, teamId: view.teamId }
  const recheck = view.looks.find(({ status }) => status === 'open')
  if (recheck) return can(actor, 'recheck.answer', facts) ? { kind: 'answer', recheck } : undefined
  return can(actor, 'recheck.ask', facts) ? { kind: 'ask' } : undefined
}
