import MessageCircle from 'lucide-react/icons/message-circle'
import { lazy, Suspense, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { referenceOf } from '#shared/escalations/rules.ts'
import type { Step } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { useEscalation } from './data.ts'
import { EscalationContent } from './escalation-content.tsx'
import { LazyApprovalSheet } from './lazy-approval-sheet.tsx'
import { type NextStep, nextStep, otherSteps } from './next-step.ts'
import { isPlainStep, plainSteps } from './plain-steps.ts'
import { useRemind } from './use-remind.ts'
import { useStep } from './use-step.ts'

/** Their code comes when the first of them is opened, and stays. */
const StepSheets = lazy(async () => ({ default: (await import('./step-sheets.tsx')).StepSheets }))

/** One escalation: who has it, when it is due, and what this reader can do next. */
export function EscalationPage() {
  const t = useT()
  const navigate = useNavigate()
  const take = useStep()
  const me = useMe().person
  const { escalationId = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const [step, setStep] = useState<Step>()
  const [stepped, setStepped] = useState(false)
  const query = useEscalation(escalationId)
  const view = query.data
  const next = view && nextStep(view)
  const remind = useRemind(view)
  const asked = search.has('decide')
  const decide = (open: boolean) => setSearch(open ? { decide: '' } : {}, { replace: true })

  function begin(chosen: NextStep) {
    if (chosen === 'decide') decide(true)
    else if (isPlainStep(chosen)) void take(plainSteps[chosen], { escalationId })
    else if (chosen === 'watch')
      void take(escalationsOnPhone.watch, { escalationId, watching: !view?.watching })
    else if (chosen === 'edit') navigate(paths.editEscalation(escalationId))
    else {
      setStep(chosen)
      setStepped(true)
    }
  }

  const steps = otherSteps(view?.steps ?? [], next).map((otherStep) => ({
    label: otherStep === 'watch' && view?.watching ? t('esc.step.unwatch') : t(`esc.step.${otherStep}`),
    onSelect: () => begin(otherStep),
  }))
  const open = view?.request?.state === 'open' ? view.request : undefined
  // While a decision waits for its effect there is nothing to take back but that decision.
  const recalls = open?.author.personId === me.personId && open.refusal !== 'pending' ? open : undefined
  const more = [
    ...(remind ? [{ label: t('esc.remind'), onSelect: () => void remind() }] : []),
    ...(recalls
      ? [
          {
            label: t('esc.recall'),
            onSelect: () =>
              void take(escalationsOnPhone.recall, { escalationId, requestId: recalls.requestId }),
          },
        ]
      : []),
    ...steps,
  ]
  return (
    <DetailPage
      title={t('esc.reference', { reference: referenceOf(escalationId) })}
      back={paths.escalations}
      more={more}
      asOf={query.dataUpdatedAt || undefined}
      dock={view && <NextDock view={view} next={next} onStep={begin} />}
    >
      <Loaded query={query} rows={6} notFound={t('esc.gone')}>
        {(shown) => (
          <>
            <EscalationContent view={shown} onRequest={() => decide(true)} />
            {stepped && (
              <Suspense fallback={null}>
                <StepSheets view={shown} step={step} onClose={() => setStep(undefined)} />
              </Suspense>
            )}
          </>
        )}
      </Loaded>
      <LazyApprovalSheet escalationId={asked ? escalationId : undefined} onClose={() => decide(false)} />
    </DetailPage>
  )
}

type DockProps = { view: EscalationView; next: NextStep | undefined; onStep: (step: NextStep) => void }

/** A comment, and the one step that moves it on; alone where it is somebody else's turn. */
function NextDock({ view, next, onStep }: DockProps) {
  const t = useT()
  const comments = view.steps.includes('comment')
  if (!comments && !next) return null
  return (
    <Dock>
      {next && comments && (
        <IconButton icon={MessageCircle} label={t('esc.step.comment')} onClick={() => onStep('comment')} />
      )}
      {next ? (
        <Button onClick={() => onStep(next)}>
          {next === 'decide' ? t('approve.title') : t(`esc.step.${next}`)}
        </Button>
      ) : (
        <Button variant="secondary" icon={MessageCircle} onClick={() => onStep('comment')}>
          {t('esc.step.comment')}
        </Button>
      )}
    </Dock>
  )
}
