import './first-steps.css'
import { useQueryClient } from '@tanstack/react-query'
import Circle from 'lucide-react/icons/circle'
import CircleCheck from 'lucide-react/icons/circle-check'
import Compass from 'lucide-react/icons/compass'
import FileDown from 'lucide-react/icons/file-down'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Team } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Heading } from '#client/ui/heading.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import { sampleAudits } from '#shared/audits/sample-rules.ts'
import { writeCsv } from '#shared/tables/write.ts'

type Props = {
  team: Team
  /** All steps were done when the screen was left. */
  onSeenDone: () => void
}

/** Leads the first lead of a team without audits: people, audit log, first figure; and two ways to try Dure before. */
export function FirstSteps({ team, onSeenDone }: Props) {
  const t = useT()
  const { locale } = useFormat()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { teamId } = team
  const figures = queries.getQueryData(trpc.scorecards.team.queryKey({ teamId }))
  const isAudited = team.audited === true
  const steps = [
    { step: 'people', done: team.people.length > 0, open: true, to: paths.inviteAnalyst(teamId) },
    { step: 'audits', done: isAudited, open: true, to: paths.importAudits(teamId) },
    {
      step: 'figure',
      done: isAudited && figures?.dataThrough != null,
      open: isAudited,
      to: paths.team(teamId),
    },
  ] as const
  const isDone = steps.every(({ done }) => done)
  useEffect(() => (isDone ? onSeenDone : undefined), [isDone, onSeenDone])

  function saveSample() {
    const names = team.people.map(({ name }) => name)
    const rows = sampleAudits(locale, names, calendarDay(Date.now(), team.zone))
    download(t('first.sample.file'), writeCsv(rows))
  }

  return (
    <section aria-labelledby="first-steps">
      <div className="first-steps inset">
        <Heading level={2} variant="heading" id="first-steps">
          {t('first.title')}
        </Heading>
      </div>
      <ol className="hairline-top">
        {steps.map(({ step, done, open, to }) => (
          <Row
            key={step}
            size="tall"
            mark={
              <span role="img" aria-label={t(done ? 'first.done' : 'first.open')}>
                <Icon icon={done ? CircleCheck : Circle} />
              </span>
            }
            title={t(`first.${step}`)}
            detail={t(`first.${step}.who`)}
            {...(open ? { action: { label: t(`first.${step}.do`), onSelect: () => navigate(to) } } : {})}
          />
        ))}
      </ol>
      <ul className="hairline-top">
        <Row
          size="tight"
          mark={<Icon icon={Compass} />}
          title={t('first.tour')}
          detail={t('first.tour.what')}
          to={paths.tour}
        />
        <Row
          size="tight"
          mark={<Icon icon={FileDown} />}
          title={t('first.sample')}
          detail={t('first.sample.what')}
          action={{ label: t('first.sample.do'), onSelect: saveSample }}
        />
      </ul>
    </section>
  )
}
