import './wellbeing.css'
import HeartHandshake from 'lucide-react/icons/heart-handshake'
import History from 'lucide-react/icons/history'
import MessageCircle from 'lucide-react/icons/message-circle'
import ShieldCheck from 'lucide-react/icons/shield-check'
import Timer from 'lucide-react/icons/timer'
import { useState } from 'react'
import { paths as ownPaths } from '#client/commands/check-ins-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
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
import { BudgetBar, BudgetText } from './exposure-budget.tsx'
import { OfferedFollowUp, RequestFollowUp } from './follow-ups.tsx'
import { HelpButton } from './help-button.tsx'
import { LastFaces } from './last-faces.tsx'
import { LeadRows } from './lead-rows.tsx'
import { OwnOffers } from './own-offers.tsx'
import { OwnTalks } from './own-talks.tsx'
import { QuestionnaireRows } from './questionnaire-rows.tsx'
import { RhythmRow } from './rhythm-row.tsx'

/** The place of one's own: a check-in, what was said before, who sees what; for a lead also who waits for them. */
export function WellbeingPage() {
  const t = useT()
  const me = useMe()
  const exposure = useExposure()
  const read = useOwn()
  // One's minutes stand above and between the rest: the page comes when both are known, so that nothing moves.
  const query = isSettled(exposure) ? read : { ...exposure, data: undefined }
  return (
    <TabPage
      title={t('tab.wellbeing')}
      asOf={read.dataUpdatedAt || undefined}
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
      {teamsWithTotals(me).length > 0 && isSettled(query) && (
        <div className="wellbeing-leading">
          <LeadRows leading={teamsLed(me).length > 0} />
        </div>
      )}
    </TabPage>
  )
}

function Mine({ own }: { own: OwnCheckIns }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const { checkIns } = own
  return (
    <>
      <AskSheet own={own} open={asking} onClose={() => setAsking(false)} />
      <RowGroup heading={t('wellbeing.today')} close>
        <TodayRow own={own} />
        {own.consent?.given && <OfferedFollowUp />}
        {own.consent?.given && <RequestFollowUp own={own} />}
      </RowGroup>
      <RowGroup heading={t('wellbeing.own')} close>
        <Row
          mark={<Icon icon={History} />}
          title={t('wellbeing.history')}
          detail={checkIns.length === 0 ? t('wellbeing.history.none') : t('wellbeing.history.mine')}
          foot={<LastFaces checkIns={checkIns} />}
          aside={checkIns.length > 0 && <Value>{t('wellbeing.history.n', { n: checkIns.length })}</Value>}
          to={paths.ownCheckIns}
        />
        <ExposureRow />
        <QuestionnaireRows />
      </RowGroup>
      <RowGroup heading={t('wellbeing.talking')} close>
        <Row
          mark={<Icon icon={MessageCircle} />}
          title={t('wellbeing.talk')}
          detail={t('wellbeing.talk.hint')}
          onOpen={() => setAsking(true)}
        />
        <Row
          mark={<Icon icon={History} />}
          title={t('rotation.title')}
          detail={t('rotation.hint')}
          to={ownPaths.rotation}
        />
      </RowGroup>
      <OwnOffers offers={own.offers} />
      <OwnTalks talks={own.talks} />
      <RowGroup heading={t('wellbeing.records')} close>
        {own.consent?.given && <RhythmRow own={own} />}
        <ConsentRow own={own} />
      </RowGroup>
    </>
  )
}

const Value = ({ children }: { children: string }) => (
  <span className="text-label text-quiet">{children}</span>
)

/** Thanks for the check-in of today; else says when the last one was, or what it takes. */
function TodayRow({ own: { consent, checkIns } }: { own: OwnCheckIns }) {
  const t = useT()
  const format = useFormat()
  const last = checkIns[0]
  const done = last !== undefined && format.daysFromToday(last.at) === 0
  const state = !consent?.given
    ? t('wellbeing.consent.missing')
    : done
      ? t('wellbeing.checkIn.thanks')
      : last
        ? t('wellbeing.checkIn.last', { time: format.relativeDay(last.at) })
        : t('wellbeing.checkIn.never')
  return (
    <Row
      mark={<Icon icon={HeartHandshake} />}
      title={t(done ? 'wellbeing.checkIn.done' : 'checkin.heading')}
      detail={state}
      to={done ? paths.ownCheckIns : paths.checkIn}
    />
  )
}

function ExposureRow() {
  const t = useT()
  const now = useNow()
  const { data } = useExposure()
  const facts = data && {
    ...exposureFacts(data.entries, { ...data, now }),
    limit: data.budget.minutesPerDay,
  }
  return (
    <Row
      mark={<Icon icon={Timer} />}
      title={t('wellbeing.exposure')}
      detail={facts ? <BudgetText {...facts} /> : t('wellbeing.exposure.none')}
      foot={facts && facts.minutesToday > 0 && <BudgetBar {...facts} />}
      to={paths.exposure}
    />
  )
}

function ConsentRow({ own: { consent } }: { own: OwnCheckIns }) {
  const t = useT()
  const format = useFormat()
  const sees = !consent?.given
    ? t('wellbeing.sees.not')
    : consent.textVersion < consentVersion
      ? t('wellbeing.sees.older')
      : t('wellbeing.sees.given', { time: format.date(consent.at) })
  return (
    <Row mark={<Icon icon={ShieldCheck} />} title={t('wellbeing.sees')} detail={sees} to={paths.consent} />
  )
}
