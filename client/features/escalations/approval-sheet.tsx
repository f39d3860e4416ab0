import './approval-sheet.css'
import { useEffect, useEffectEvent, useState } from 'react'
import { Link } from 'react-router'
import type { Fault } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { ApprovalLine } from '#client/ui/approval-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { Reading } from '#shared/escalations/reading-rules.ts'
import { isPlain } from '#shared/escalations/rules.ts'
import type { DecisionView, EscalationView, RequestView } from '#shared/escalations/views.ts'
import { useApprovalCells } from './approval-cells.ts'
import { useEscalation } from './data.ts'
import { useDecide } from './decide.ts'
import { EvidenceRows } from './evidence-rows.tsx'
import { RequestHead } from './request-head.tsx'
import { hindranceOf, useSheetSentence } from './sheet-sentence.ts'
import { TenSeconds } from './ten-seconds.tsx'
import { useReading } from './use-reading.ts'

type Props = {
  escalationId: string
  onClose: () => void
  /** How many more wait for this reader, and the way to the next of them. */
  next?: { n: number; open: () => void } | undefined
  /** The reader decided or asked for more: it is no longer their turn. */
  onDecided?: (() => void) | undefined
}

/** Yes, no, or more: the one place where something is decided. */
export function ApprovalSheet({ escalationId, onClose, next, onDecided }: Props) {
  const t = useT()
  const query = useEscalation(escalationId)
  const deciding = useDecide(query.data)
  useToastAway(deciding)
  const request = query.data?.request
  const reading = useReading(request?.requestId)
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('approve.title')}
      footer={
        query.data &&
        request && (
          <Footer
            key={request.requestId}
            view={query.data}
            request={request}
            readAt={query.dataUpdatedAt}
            deciding={deciding}
            reading={reading.now}
            next={next}
            onDecided={onDecided}
          />
        )
      }
    >
      <Loaded query={query} notFound={t('esc.gone')}>
        {(view) => (
          <Content
            view={view}
            fresh={deciding.given?.decision ?? deciding.pending?.decision}
            onClose={onClose}
            end={reading.end}
          />
        )}
      </Loaded>
    </Sheet>
  )
}

type Deciding = ReturnType<typeof useDecide>

/** However the sheet goes, by its cross, Back or another page, the way back stays for what is left of the ten seconds. */
function useToastAway({ pending, undo }: Deciding) {
  const t = useT()
  const toast = useToast()
  const { clock } = useOffline().outbox.platform
  const away = useEffectEvent(() => {
    if (!pending || pending.until <= clock.now()) return
    const seconds = Math.max(1, Math.ceil((pending.until - clock.now()) / 1000))
    const back = async () => toast({ text: t((await undo(pending)) ? 'approve.undone' : 'approve.tooLate') })
    toast({ text: t(`approve.gave.${pending.decision.verdict}`), seconds, onUndo: () => void back() })
  })
  useEffect(() => () => away(), [])
}

/** It scrolls, and may hold nothing else to focus: the keyboard reaches it itself. */
const scrolls = { tabIndex: 0 } as const

type ContentProps = {
  view: EscalationView
  fresh: DecisionView | undefined
  onClose: () => void
  end: (element: Element | null) => void
}

function Content({ view, fresh, onClose, end }: ContentProps) {
  const t = useT()
  const now = useNow(1000)
  const cells = useApprovalCells()
  const { request } = view
  if (!request) return <p>{t('esc.gone')}</p>
  return (
    <section {...scrolls} className="approval-sheet" aria-label={t('approve.title')}>
      <RequestHead view={view} request={request} now={now} />
      <Part variant="quiet" level={3} heading={t('approve.recommendation', { name: request.author.name })}>
        <p className="text-prose">{request.recommendation}</p>
      </Part>
      <Part variant="quiet" level={3} heading={t('approve.yes.effect')} className="approval-sheet-effect">
        <p>{request.ifApproved}</p>
      </Part>
      <Part variant="quiet" level={3} heading={t('approve.no.effect')} className="approval-sheet-effect">
        <p>{request.ifRejected}</p>
      </Part>
      <Part variant="quiet" level={3} heading={t('approve.evidence')}>
        <EvidenceRows links={view.links} empty={t('approve.evidence.none')} />
      </Part>
      <ApprovalLine label={t('esc.line')} cells={cells(view, { now, fresh })} />
      <p>
        <Link to={paths.escalation(view.escalationId)} onClick={onClose} className="approval-sheet-whole">
          {t('approve.whole')}
        </Link>
      </p>
      <span ref={end} aria-hidden />
    </section>
  )
}

type FooterProps = {
  view: EscalationView
  request: RequestView
  readAt: number
  deciding: Deciding
  reading: () => Reading
  next: Props['next']
  onDecided: Props['onDecided']
}

/** Three buttons; or why not, in one sentence; or ten seconds and a way back. */
function Footer({ view, request, readAt, deciding, reading, next, onDecided }: FooterProps) {
  const t = useT()
  const toast = useToast()
  const { online } = useWorkStatus()
  const { clock } = useOffline().outbox.platform
  const sentence = useSheetSentence()
  const [saying, setSaying] = useState<'reject' | 'ask'>()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<Fault>()
  const [over, setOver] = useState<string>()
  const [asked, setAsked] = useState(false)
  const { busy, trouble, pending, decide, undo } = deciding
  useUnsentEdit(reason.trim() !== '')

  if (pending && over !== pending.decision.decisionId)
    return (
      <>
        <TenSeconds
          key={pending.decision.decisionId}
          until={pending.until}
          now={clock.now}
          verdict={pending.decision.verdict}
          busy={busy}
          onUndo={() => void undo(pending).then((done) => done && toast({ text: t('approve.undone') }))}
          onDone={() => setOver(pending.decision.decisionId)}
        />
        <NextOne next={next} />
      </>
    )
  // Its effect may be read before the countdown on this phone has ended.
  const settledId = over ?? deciding.given?.decision.decisionId
  const last = request.decisions.at(-1)
  if (settledId && trouble?.kind !== 'taken' && (!last || settledId === last.decisionId)) {
    const given = deciding.given?.decision ?? last
    const first = given?.verdict === 'approve' && given.place < request.needed
    const done = first ? 'approve.done.first' : (`approve.done.${given?.verdict ?? 'approve'}` as const)
    return (
      <>
        <output className="approval-sheet-sentence">{t(done)}</output>
        <NextOne next={next} />
      </>
    )
  }
  const hindrance = hindranceOf(view, { online, trouble })
  const why = hindrance && (
    <output className="approval-sheet-sentence">{sentence(hindrance, { request, readAt })}</output>
  )
  // Without an answer nobody knows whether it arrived: the same again is the same decision.
  if (hindrance && hindrance.kind !== 'noAnswer')
    return (
      <>
        {why}
        <NextOne next={next} />
      </>
    )

  async function send(verdict: 'reject' | 'ask') {
    if (reason.trim() === '') return setFault('missing')
    if (view.category === 'child_safety' && !isPlain(reason.trim())) return setFault('refused')
    if (!(await decide(verdict, reason.trim(), reading()))) return
    onDecided?.()
    setReason('')
    setSaying(undefined)
    if (verdict === 'reject') return
    setAsked(true)
    toast({ text: t('approve.asked') })
  }

  if (saying)
    return (
      <div className="approval-sheet-text stack">
        {why}
        <TextArea
          label={t(saying === 'reject' ? 'approve.no.why' : 'approve.ask.what')}
          value={reason}
          minRows={2}
          maxLength={2000}
          autoFocus
          error={fault && t(fault === 'missing' ? `approve.missing.${saying}` : 'raise.refused.summary')}
          onChange={(text) => {
            setReason(text)
            setFault(undefined)
          }}
        />
        <div className="approval-sheet-buttons">
          <Button variant="secondary" onClick={() => setSaying(undefined)}>
            {t('ui.cancel')}
          </Button>
          <Button disabled={busy} onClick={() => void send(saying)}>
            {t(`approve.send.${saying}`)}
          </Button>
        </div>
      </div>
    )
  return (
    <>
      {why}
      <div className="approval-sheet-buttons approval-sheet-three">
        <Button variant="text" disabled={busy} onClick={() => setSaying('ask')}>
          {t('approve.ask')}
        </Button>
        <Button variant="secondary" disabled={busy} onClick={() => setSaying('reject')}>
          {t('approve.no')}
        </Button>
        <Button
          disabled={busy}
          onClick={() => void decide('approve', null, reading()).then((done) => done && onDecided?.())}
        >
          {t('approve.yes')}
        </Button>
      </div>
      {(asked || why) && <NextOne next={next} />}
    </>
  )
}

/** The next that waits, to be opened and decided by itself. */
function NextOne({ next }: Pick<Props, 'next'>) {
  const t = useT()
  if (!next) return null
  return (
    <Button variant="secondary" onClick={next.open}>
      {t('approve.next', { n: next.n })}
    </Button>
  )
}
