import './help.css'
import Phone from 'lucide-react/icons/phone'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { dialled, type HelpLine, helpLinesIn, verifiedOn } from '#shared/check-ins/help-lines.ts'
import type { Programme } from '#shared/check-ins/views.ts'
import { useOwn } from './data.ts'
import { useAskToTalk } from './use-ask-to-talk.ts'

/**
 * Shows who can be called at once, the company's own programme, one's lead, or nothing: the person chooses. It is in
 * the code, so that it is there without a network, and asks nothing and keeps nothing.
 */
export function HelpCard({ onNothing }: { onNothing?: (() => void) | undefined }) {
  const t = useT()
  const format = useFormat()
  const { zone } = useMe().person
  const lines = helpLinesIn(zone)
  const { data } = useOwn()
  return (
    <div className="stack">
      <p className="text-prose">{t(lines.length > 0 ? 'help.lead' : 'help.none')}</p>
      <HelpLines lines={lines} />
      {lines.length > 0 && (
        <p className="text-caption">{t('help.verified', { day: format.date(verifiedOn) })}</p>
      )}
      {data && <CompanyProgramme {...data.programme} />}
      <NotifyLead />
      {onNothing && (
        <Button variant="text" size="wide" onClick={onNothing}>
          {t('help.nothing')}
        </Button>
      )}
    </div>
  )
}

export function HelpLines({ lines }: { lines: readonly HelpLine[] }) {
  const t = useT()
  return (
    <ul className="help-lines">
      {lines.map((line) => (
        <li key={line.number}>
          <a className="help-line" href={`tel:${dialled(line)}`}>
            <Icon icon={Phone} />
            <span>
              <span className="text-strong">{t(`help.line.${line.kind}`, { number: line.number })}</span>
              {line.allDay && <span className="help-hours">{t('help.allDay')}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function CompanyProgramme({ name, phone, url, verifiedOn: checked }: Programme) {
  const t = useT()
  const format = useFormat()
  if (!name || !(phone || url)) return null
  return (
    <div className="stack stack-close">
      {phone && (
        <a className="help-line" href={`tel:${dialled({ number: phone })}`}>
          <Icon icon={Phone} />
          <span>
            <span className="text-strong">{t('help.programme', { name })}</span>
            <span className="help-hours">{phone}</span>
          </span>
        </a>
      )}
      {url && (
        <a className="help-site" href={url} target="_blank" rel="noreferrer">
          {phone ? t('help.programme.site') : t('help.programme', { name })}
        </a>
      )}
      {checked && <p className="text-caption">{t('help.verified', { day: format.date(checked) })}</p>}
    </div>
  )
}

/** A request to talk from here looks like any other: that Help now was open is nobody's to know. */
function NotifyLead() {
  const t = useT()
  const { data } = useOwn()
  const ask = useAskToTalk()
  const [notified, setNotified] = useState(false)
  const { online } = useWorkStatus()
  const first = data?.addressees[0]
  if (!first) return null
  const { name, personId } = first.person
  if (notified)
    return (
      <output className="text-prose">{t(online ? 'help.notified' : 'checkin.waits.talk', { name })}</output>
    )
  return (
    <div className="stack stack-close">
      <Button variant="secondary" size="wide" onClick={() => void ask(personId).then(setNotified)}>
        {t('help.notify', { name })}
      </Button>
      <p className="text-label text-quiet">{t('help.notify.hint', { name })}</p>
    </div>
  )
}
