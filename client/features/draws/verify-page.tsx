import { useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '#client/commands/draws-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { DrawItem, DrawView } from '#shared/draws/views.ts'
import { useDraw, useVerify } from './data.ts'

/** A case of a draw, judged without seeing who decided what. */
export function VerifyPage({ drawId, itemId }: { drawId: string; itemId: string }) {
  const t = useT()
  const names = useNames()
  const navigate = useNavigate()
  const toast = useToast()
  const verify = useVerify()
  const query = useDraw(drawId)
  const [verdict, setVerdict] = useState<string>()
  const [failed, setFailed] = useState(false)
  const item = query.data?.items.find((shown) => shown.itemId === itemId)

  async function send() {
    if (verdict === undefined) return
    try {
      await verify({ itemId, drawId, verdict })
    } catch {
      setFailed(true)
      return
    }
    toast({ text: t('draw.verified', { verdict: names.decision(verdict) }) })
    const next = query.data?.items.find((shown) => shown.isMine && shown.itemId !== itemId)
    navigate(next ? paths.drawCase(drawId, next.itemId) : paths.draw(drawId), { replace: true })
  }

  return (
    <DetailPage
      title={item ? t('draw.caseOf', { place: item.place, of: query.data?.cases ?? 0 }) : t('draw.title')}
      back={paths.draw(drawId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        item?.isMine && (
          <Dock>
            <Button size="wide" disabled={verdict === undefined} onClick={() => void send()}>
              {t('draw.give')}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('draw.gone')}>
        {(draw) =>
          item ? (
            <CaseBody
              {...{ draw, item, verdict, failed }}
              onChange={(chosen) => {
                setVerdict(chosen)
                setFailed(false)
              }}
            />
          ) : (
            <EmptyState text={t('draw.gone')} />
          )
        }
      </Loaded>
    </DetailPage>
  )
}

type Props = {
  draw: DrawView
  item: DrawItem
  verdict: string | undefined
  failed: boolean
  onChange: (verdict: string) => void
}

function CaseBody({ draw, item, verdict, failed, onChange }: Props) {
  const t = useT()
  const names = useNames()
  return (
    <>
      <Part heading={item.caseRef} variant="heading" gap="none" className="inset inset-block">
        <p className="text-label text-quiet">{t('draw.case.where')}</p>
        <DefinitionList variant="ruled">
          <Definition term={t('case.policy')}>{names.policy(item.policy)}</Definition>
          {item.queue !== null && <Definition term={t('case.queue')}>{names.queue(item.queue)}</Definition>}
          {item.language !== null && (
            <Definition term={t('case.language')}>{names.language(item.language)}</Definition>
          )}
        </DefinitionList>
      </Part>
      <Part heading={t('draw.verdict')} className="inset inset-block hairline-top">
        {item.verdict !== null ? (
          <>
            <p className="text-strong">{names.decision(item.verdict)}</p>
            {item.verifiedBy && (
              <p className="text-label text-quiet">{t('ui.person', { name: item.verifiedBy.name })}</p>
            )}
            <SyncLine entity={item.itemId} edit={paths.drawCase(draw.drawId, item.itemId)} />
          </>
        ) : item.isMine ? (
          <>
            <ChipGroup
              label={t('draw.verdict')}
              value={verdict}
              onChange={onChange}
              options={draw.labels.map((label) => ({ value: label, label: names.decision(label) }))}
            />
            <p className="text-label text-quiet">{t('draw.blind')}</p>
          </>
        ) : (
          <p>{t('draw.item.others')}</p>
        )}
        {failed && (
          <p className="field-error" role="alert">
            {t('draw.failed.full')}
          </p>
        )}
      </Part>
    </>
  )
}
