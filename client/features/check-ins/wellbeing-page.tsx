import './wellbeing.css'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { exposureFacts } from '#shared/check-ins/exposure-rules.ts'
import { consentVersion } from '#shared/check-ins/rules.ts'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { AskSheet } from './ask-sheet.tsx'
import { BreakPrompt } from './break-prompt.tsx'
import { teamsWithTotals, useExposure, useOwn } from './data.ts'
import { HelpButton } from './help-button.tsx'
import { LeadRows } from './lead-rows.tsx'
import { OwnTalks } from './own-talks.tsx'

/** The place of one's own: a check-in, what was said before, who sees what; for a lead also who waits for them. */
export function WellbeingPage() {
  const t = useT()
  const me = useMe()
  const query = useOwn()
  return (
    <TabPage
      title={t('tab.wellbeing')}
      asOf={query.dataUpdatedAt || undefined}
      aside={<HelpButton />}
      dock={
        <Dock>
          <ButtonLink to={paths.checkIn}>{t('checkin.heading')}</ButtonLink>
        </Dock>
      }
    >
      <BreakPrompt />
      <Loaded query={query} rows={5}>
        {(own) => <Mine own={own} />}
      </Loaded>
      {teamsWithTotals(me).length > 0 && <LeadRows leading={teamsLed(me).length > 0} />}
    </TabPage>
  )
}

function Mine({ own }: { own: OwnCheckIns }) {
  const t = useT()
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const { consent, checkIns } = own
  const last = checkIns[0]
  const given = consent?.given === true
  const sees = !given
    ? t('wellbeing.sees.not')
    : consent.textVersion < consentVersion
      ? t('wellbeing.sees.older')
      : t('wellbeing.sees.given', { time: format.date(consent.at) })
  const state = !given
    ? t('wellbeing.consent.missing')
    : last
      ? t('wellbeing.checkIn.last', { time: format.relativeDay(last.at) })
      : t('wellbeing.checkIn.never')
  return (
    <>
      <AskSheet own={own} open={asking} onClose={() => setAsking(false)} />
      <p className="wellbeing-lead">{state}</p>
      <RowGroup heading={t('wellbeing.own')} limit={9} close>
        <Row
          title={t('wellbeing.history')}
          detail={t('wellbeing.history.n', { n: checkIns.length })}
          to={paths.ownCheckIns}
        />
        <ExposureRow />
        <Row title={t('wellbeing.talk')} detail={t('wellbeing.talk.hint')} onOpen={() => setAsking(true)} />
        <Row title={t('wellbeing.sees')} detail={sees} to={paths.consent} />
      </RowGroup>
      <OwnTalks talks={own.talks} />
    </>
  )
}

function ExposureRow() {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { data } = useExposure()
  const facts = data && exposureFacts(data.entries, { ...data, now })
  const long = (minutes: number) => format.duration(minutes * 60_000)
  return (
    <Row
      title={t('wellbeing.exposure')}
      detail={
        data && facts && facts.minutesToday > 0
          ? t('exposure.today', {
              minutes: long(facts.minutesToday),
              budget: long(data.budget.minutesPerDay),
            })
          : t('wellbeing.exposure.none')
      }
      to={paths.exposure}
    />
  )
}
