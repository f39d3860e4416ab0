import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { RetentionRequest } from '#shared/administration/retention-views.ts'
import { useAdminister } from './data.ts'
import { useRequestState, useRequestTitle } from './request-labels.ts'
import { requestRefusal } from './use-request-form.ts'

type Props = { request: RetentionRequest; onClose: () => void }

/** Shows what was asked, by whom and why, and what would go by it, with what confirms, declines or takes it back. */
export function RequestSheet({ request, onClose }: Props) {
  const t = useT()
  const { online } = useWorkStatus()
  const me = useMe().person.personId
  const administer = useAdminister()
  const title = useRequestTitle()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { requestId, what, asker, mayConfirm, mayEnd, bar } = request

  async function send(contract: (typeof administration)['confirmRequest' | 'endRequest']) {
    setBusy(true)
    setFailure(undefined)
    try {
      await administer(contract, { requestId })
      onClose()
    } catch (thrown) {
      setFailure(requestRefusal(t, thrown, []).text)
      setBusy(false)
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={title(request)}
      footer={
        (mayConfirm || mayEnd) && (
          <>
            {mayEnd && (
              <Button
                variant="secondary"
                disabled={busy || !online}
                onClick={() => void send(administration.endRequest)}
              >
                {t(asker.personId === me ? 'retention.withdraw' : 'retention.decline')}
              </Button>
            )}
            {mayConfirm && (
              <Button
                size="wide"
                variant={what === 'period' ? 'primary' : 'danger'}
                disabled={busy || !online}
                onClick={() => void send(administration.confirmRequest)}
              >
                {t('retention.button.confirm')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="stack">
        <p className="text-prose">{request.reason}</p>
        <Facts request={request} />
        <Counts request={request} />
        {mayEnd && asker.personId === me && <p className="text-label text-quiet">{t('retention.asked')}</p>}
        {mayConfirm && <p className="text-label text-quiet">{t(`retention.confirm.${what}`)}</p>}
        {bar && <p className="text-label text-quiet">{t(`retention.bar.${bar}`)}</p>}
        {(mayConfirm || mayEnd) && !online && <output>{t('retention.offline')}</output>}
        <p role="alert" className="field-error">
          {failure}
        </p>
      </div>
    </Sheet>
  )
}

function Facts({ request }: { request: RetentionRequest }) {
  const t = useT()
  const state = useRequestState()
  const { asker, confirmer, presentDays, days, state: name } = request
  return (
    <DefinitionList variant="aligned">
      {days !== null && name === 'asked' && (
        <>
          <Definition term={t('retention.request.present')}>
            {t('retention.by.leaving', { days: presentDays ?? 0 })}
          </Definition>
          <Definition term={t('retention.request.then')}>{t('retention.by.leaving', { days })}</Definition>
        </>
      )}
      <Definition term={t('retention.request.asker')}>
        <PersonName name={asker.name} />
      </Definition>
      {confirmer && (
        <Definition term={t('retention.request.confirmer')}>
          <PersonName name={confirmer.name} />
        </Definition>
      )}
      <Definition term={t('retention.request.state')}>{state(request)}</Definition>
    </DefinitionList>
  )
}

/** Lists what would go, by kind of data, once the server has counted it. */
function Counts({ request: { what, counts, countedAt, state } }: { request: RetentionRequest }) {
  const t = useT()
  const { dateTime } = useFormat()
  if (counts === null) return state === 'asked' ? <output>{t('retention.counts.pending')}</output> : null
  return (
    <section>
      <Heading level={3}>{t(`retention.counts.${what}`)}</Heading>
      {counts.length === 0 ? (
        <p>{t('retention.counts.none')}</p>
      ) : (
        <DefinitionList variant="stacked">
          {counts.map(({ kind, ...counted }) => (
            <Definition key={kind} term={t(`retention.kind.${kind}`)}>
              {t('retention.counts.kind', counted)}
            </Definition>
          ))}
        </DefinitionList>
      )}
      {countedAt && (
        <p className="text-label text-quiet">{t('retention.counts.at', { time: dateTime(countedAt) })}</p>
      )}
    </section>
  )
}
