import './wellbeing.css'
import { useQuery } from '@tanstack/react-query'
import HeartHandshake from 'lucide-react/icons/heart-handshake'
import History from 'lucide-react/icons/history'
import LifeBuoy from 'lucide-react/icons/life-buoy'
import MessageCircle from 'lucide-react/icons/message-circle'
import Timer from 'lucide-react/icons/timer'
import Users from 'lucide-react/icons/users-round'
import { useState } from 'react'
import { paths as ownPaths } from '#client/commands/check-ins-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Heading } from '#client/ui/heading.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { BudgetView } from '#shared/check-ins/exposure-views.ts'
import type { SharedNotice } from '#shared/check-ins/views.ts'
import { BudgetSheet } from './budget-sheet.tsx'
import { teamsWithTotals, useBudgets, useRotations, useTalks } from './data.ts'

/** The newest of each person's, so that one row stands for one person. */
function newest(notices: readonly SharedNotice[]): SharedNotice[] {
  const people = new Map<string, SharedNotice>()
  for (const notice of notices) {
    const known = people.get(notice.person.personId)
    if (!known || (known.read && !notice.read)) people.set(notice.person.personId, notice)
  }
  return [...people.values()]
}

/**
 * Lists what reaches a lead: who waits for a talk, what is shared with them, what the whole team says, and what to do
 * in need.
 */
export function LeadRows({ leading }: { leading: boolean }) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const talks = useTalks().data
  const { data: shared } = useQuery(trpc.checkIns.sharedWithMe.queryOptions())
  const budgets = useBudgets(leading).data ?? []
  const rotations = useRotations(leading).data
  const [setting, setSetting] = useState<BudgetView>()
  const long = (minutes: number) => format.duration(minutes * 60_000)
  const waiting = talks?.filter(({ state }) => state === 'asked').length ?? 0
  return (
    <>
      <RowGroup heading={t('wellbeing.lead')} limit={20} close>
        <Row
          mark={<Icon icon={MessageCircle} />}
          title={t('wellbeing.requests')}
          detail={talks && t('wellbeing.requests.n', { n: waiting })}
          to={paths.talks}
        />
        {leading && (
          <Row
            mark={<Icon icon={History} />}
            title={t('rotations.title')}
            detail={rotations && t('wellbeing.rotations.n', { n: rotations.length })}
            to={ownPaths.rotations}
          />
        )}
        {teamsWithTotals(me).map(({ teamId, name }) => (
          <Row
            key={teamId}
            mark={<Icon icon={Users} />}
            title={t('wellbeing.totals', { team: name })}
            detail={t('wellbeing.totals.hint')}
            to={paths.teamTotals(teamId)}
          />
        ))}
        {budgets.map((budget) => (
          <Row
            key={`budget ${budget.teamId}`}
            mark={<Icon icon={Timer} />}
            title={t('wellbeing.budget', { team: budget.name })}
            detail={t('wellbeing.budget.is', {
              day: long(budget.budget.minutesPerDay),
              stretch: long(budget.budget.minutesWithoutBreak),
            })}
            onOpen={() => setSetting(budget)}
          />
        ))}
        <Row
          mark={<Icon icon={LifeBuoy} />}
          title={t('wellbeing.protocol')}
          detail={t('wellbeing.protocol.hint')}
          to={paths.protocol}
        />
      </RowGroup>
      {shared && (
        <section className="row-group row-group-close">
          <div className="row-group-head">
            <Heading level={2}>{t('wellbeing.shared')}</Heading>
          </div>
          {shared.length === 0 && <p className="inset wellbeing-empty">{t('wellbeing.shared.empty')}</p>}
          <ul>
            {newest(shared).map(({ person, at, read }) => (
              <Row
                key={person.personId}
                mark={<Icon icon={HeartHandshake} />}
                title={t('ui.person', { name: person.name })}
                detail={t(read ? 'wellbeing.shared.read' : 'wellbeing.shared.new', { ago: format.ago(at) })}
                to={paths.sharedCheckIns(person.personId)}
              />
            ))}
          </ul>
        </section>
      )}
      {setting && <BudgetSheet budget={setting} onClose={() => setSetting(undefined)} />}
    </>
  )
}
