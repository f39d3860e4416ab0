import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { toAppError } from '#client/lib/app-error.ts'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { ForbiddenState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { CaseView } from '#shared/audits/views.ts'
import { draws } from '#shared/draws/contracts.ts'
import { can } from '#shared/policy.ts'
import { useAskDraws } from './data.ts'

/** Makes a case whose right decision is known a golden one, which tests whoever verifies. */
export function GoldenPage({ auditId }: { auditId: string }) {
  const t = useT()
  const actor = actorOf(useMe())
  const toast = useToast()
  const ask = useAskDraws()
  const { online } = useWorkStatus()
  const goBack = useGoBack()
  const query = useQuery(trpc.audits.case.queryOptions({ auditId }))
  const [goldenId] = useState(() => uuidv7())
  const [failure, setFailure] = useState<string>()
  const { data } = query
  const may = (view: CaseView) => can(actor, 'golden.write', { teamId: view.teamId, makerId: actor.person })

  async function make() {
    try {
      await ask(draws.addGolden, { goldenId, auditId })
    } catch (thrown) {
      const { code, details } = toAppError(thrown)
      setFailure(details.reason === 'golden_exists' ? t('draw.golden.exists') : t(`error.${code}`))
      return
    }
    toast({ text: t('draw.golden.made') })
    goBack(appPaths.case(auditId))
  }

  return (
    <DetailPage
      title={t('draw.golden.make')}
      back={appPaths.case(auditId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        data &&
        may(data) &&
        data.verifiedDecision !== null &&
        data.kind === 'audit' && (
          <Dock>
            <Button size="wide" disabled={!online} onClick={() => void make()}>
              {t('draw.golden.make')}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {(view) => (may(view) ? <GoldenBody view={view} failure={failure} /> : <ForbiddenState />)}
      </Loaded>
    </DetailPage>
  )
}

function GoldenBody({ view, failure }: { view: CaseView; failure: string | undefined }) {
  const t = useT()
  const names = useNames()
  const { online } = useWorkStatus()
  return (
    <div className="inset inset-block stack">
      <p className="text-heading">{view.caseRef}</p>
      <p>
        {view.verifiedDecision === null || view.kind !== 'audit'
          ? t('draw.golden.unverified')
          : t('draw.golden.what', {
              policy: names.policy(view.policy),
              decision: names.decision(view.verifiedDecision),
            })}
      </p>
      <p className="text-label text-quiet">{t('draw.golden.retires')}</p>
      {!online && <output>{t('draw.offline')}</output>}
      {failure && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}
