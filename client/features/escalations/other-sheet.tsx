import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useT } from '#client/lib/i18n.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { SeverityMark } from '#client/ui/marks.tsx'
import { Row } from '#client/ui/row.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { EscalationRow, EscalationView } from '#shared/escalations/views.ts'
import { useEscalations } from './data.ts'
import { levelOf, useRowDetail, useTitle } from './escalation-text.ts'
import { useStep } from './use-step.ts'

type Props = { view: EscalationView; step: 'link' | 'merge'; open: boolean; onClose: () => void }

/** Another open escalation, to point to or to go on in. */
export function OtherSheet({ view, step, open, onClose }: Props) {
  const t = useT()
  return (
    <Sheet open={open} onClose={onClose} title={t(`esc.step.${step}`)}>
      {step === 'merge' && <p className="text-label text-quiet">{t('esc.merge.how')}</p>}
      <Others view={view} step={step} onDone={onClose} />
    </Sheet>
  )
}

function Others({ view, step, onDone }: Pick<Props, 'view' | 'step'> & { onDone: () => void }) {
  const t = useT()
  const title = useTitle()
  const detail = useRowDetail()
  const take = useStep()
  const { platform } = useOffline().outbox
  const query = useEscalations({ scope: 'all', state: 'open' })
  const { escalationId, links } = view
  const linked = new Set(links.map(({ targetId }) => targetId))

  async function choose(otherId: string) {
    const kept =
      step === 'merge'
        ? await take(escalationsOnPhone.merge, { escalationId, intoId: otherId })
        : await take(escalationsOnPhone.link, {
            escalationId,
            link: { kind: 'escalation', linkId: platform.newId(), otherId },
          })
    if (kept) onDone()
  }
  const fits = (row: EscalationRow) =>
    row.escalationId !== escalationId &&
    (step === 'merge' ? row.teamId === view.teamId : !linked.has(row.escalationId))
  return (
    <Loaded query={query}>
      {(rows) => {
        const others = rows.filter(fits)
        if (others.length === 0) return <EmptyState text={t('esc.link.none')} />
        return (
          <ul className="sheet-rows">
            {others.map((row) => (
              <Row
                key={row.escalationId}
                mark={<SeverityMark level={levelOf(row.severity)} />}
                title={title(row)}
                detail={detail(row)}
                onOpen={() => void choose(row.escalationId)}
              />
            ))}
          </ul>
        )
      }}
    </Loaded>
  )
}
