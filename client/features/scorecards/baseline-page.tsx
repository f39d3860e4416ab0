import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { scorecards } from '#shared/scorecards/contracts.ts'
import { testedWeeks } from '#shared/scorecards/signal-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import { useBasis, useSignalSentence } from './signal-sentence.ts'
import { useAskTargets } from './use-ask-targets.ts'

/** Where a lead says that the errors that are a signal are somebody's usual rate, and from which week on. */
export function BaselinePage() {
  const t = useT()
  const { personId = '' } = useParams()
  const actor = actorOf(useMe())
  const query = useQuery(trpc.scorecards.analyst.queryOptions({ personId }))
  const signal = query.data?.signals.find(({ kind }) => kind === 'more_errors')
  const teamId = query.data?.teamId ?? ''
  const may = can(actor, 'baseline.renew', { analystId: personId, teamId })
  const [week, setWeek] = useState<string>()
  return (
    <DetailPage
      title={t('baseline.title')}
      back={paths.person(personId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={signal && may && <Renew signal={signal} week={week ?? firstWeekOf(signal)} />}
    >
      <Loaded query={query} rows={4} notFound={t('error.NOT_FOUND')}>
        {() => {
          if (!may) return <EmptyState text={t('error.FORBIDDEN')} />
          if (!signal) return <EmptyState text={t('baseline.none')} />
          return <Content signal={signal} week={week ?? firstWeekOf(signal)} onChange={setWeek} />
        }}
      </Loaded>
    </DetailPage>
  )
}

type Choice = { signal: Signal; week: string; onChange: (week: string) => void }

function Content({ signal, week, onChange }: Choice) {
  const t = useT()
  const { shortDate } = useFormat()
  const sentence = useSignalSentence()(signal)
  const basis = useBasis()
  return (
    <div className="inset inset-block stack">
      <p>{sentence}</p>
      {signal.basis && <p className="text-label text-quiet">{basis(signal.basis)}</p>}
      <SelectField
        label={t('baseline.week')}
        hint={t('baseline.week.hint')}
        value={week}
        onChange={onChange}
        options={weeksOf(signal).map((value) => ({
          value,
          label: t('baseline.week.of', { day: shortDate(value) }),
        }))}
      />
      <p>{t('baseline.effect', { week: shortDate(week) })}</p>
      <p className="text-label text-quiet">{t('baseline.seen')}</p>
    </div>
  )
}

function Renew({ signal, week }: { signal: Signal; week: string }) {
  const t = useT()
  const toast = useToast()
  const navigate = useNavigate()
  const ask = useAskTargets()
  const { online } = useWorkStatus()
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { personId, teamId } = signal

  async function renew() {
    setBusy(true)
    try {
      await ask(scorecards.renewBaseline, { personId, teamId, week })
    } catch (thrown) {
      setFailure(refusal(t, toAppError(thrown)))
      setBusy(false)
      return
    }
    toast({ text: t('baseline.saved') })
    navigate(paths.person(personId), { replace: true })
  }

  return (
    <Dock>
      {(failure || !online) && (
        <p role="alert" className={failure ? 'field-error' : 'text-label text-quiet'}>
          {failure ?? t('baseline.offline')}
        </p>
      )}
      <Button size="wide" disabled={!online || busy} onClick={() => void renew()}>
        {t('baseline.begin')}
      </Button>
    </Dock>
  )
}

const reasons = ['no_signal', 'week', 'baseline_renewed'] as const

function refusal(t: ReturnType<typeof useT>, { code, details }: AppError): string {
  const reason = reasons.find((known) => known === details.reason)
  return reason ? t(`baseline.refused.${reason}`) : t(`error.${code}`)
}

const plusWeeks = (monday: string, weeks: number) =>
  new Date(Date.parse(monday) + weeks * 7 * 86_400_000).toISOString().slice(0, 10)

/** Returns the first week of the test that raised it. */
const firstWeekOf = ({ since }: Signal) => plusWeeks(since, 1 - testedWeeks)

/** Returns the Mondays from that one to the week after the last that was tested. */
function weeksOf(signal: Signal): string[] {
  const weeks: string[] = []
  const last = plusWeeks(signal.to, 1)
  for (let week = firstWeekOf(signal); week <= last; week = plusWeeks(week, 1)) weeks.push(week)
  return weeks
}
