import './draw.css'
import { useState } from 'react'
import { paths } from '#client/commands/draws-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { axisFor } from '#client/ui/axis.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'
import type { DrawItem, DrawView } from '#shared/draws/views.ts'
import { ChoiceFacts } from './choice-facts.tsx'
import { useDraw, useDrawTexts } from './data.ts'
import { StrataRows } from './strata-rows.tsx'

/** One draw: its cases for who verifies them, and how it was made. */
export function DrawPage({ drawId }: { drawId: string }) {
  const t = useT()
  const query = useDraw(drawId)
  const { data } = query
  const next = data?.items.find(({ isMine }) => isMine)
  return (
    <DetailPage
      title={data ? t('draw.one', { purpose: t(`draw.purpose.${data.purpose}`) }) : t('draw.title')}
      back={data ? paths.draws(data.teamId) : appPaths.today}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        next && (
          <Dock>
            <ButtonLink size="wide" to={paths.drawCase(drawId, next.itemId)}>
              {t('draw.verify.next')}
            </ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('draw.gone')}>
        {(draw) => <DrawBody draw={draw} />}
      </Loaded>
    </DetailPage>
  )
}

function DrawBody({ draw }: { draw: DrawView }) {
  const t = useT()
  const format = useFormat()
  const { method } = useDrawTexts()
  const [part, setPart] = useState<'cases' | 'how'>(draw.items.length > 0 ? 'cases' : 'how')
  const options = [
    ...(draw.items.length > 0 ? [{ value: 'cases' as const, label: t('draw.part.cases') }] : []),
    { value: 'how' as const, label: t('draw.part.how') },
  ]
  return (
    <>
      <p className="inset draw-sentence">
        {draw.verified === null
          ? method(draw)
          : t('draw.progress', { method: method(draw), done: format.xOfN(draw.verified, draw.cases) })}
      </p>
      <Result draw={draw} />
      {options.length > 1 && (
        <div className="inset">
          <Segments id="draw" label={t('draw.part')} value={part} onChange={setPart} options={options} />
        </div>
      )}
      <SegmentPanel id="draw" value={part}>
        {part === 'cases' ? (
          <RowGroup heading={t('draw.cases', { n: draw.cases })} limit={Number.POSITIVE_INFINITY}>
            {draw.items.map((item) => (
              <ItemRow key={item.itemId} drawId={draw.drawId} item={item} />
            ))}
          </RowGroup>
        ) : (
          <>
            <Part heading={t('draw.how')} gap="none" className="inset inset-block">
              <ChoiceFacts choice={draw} />
              <p className="text-label text-quiet draw-sentence">
                {t('draw.golden.stated', { share: format.percent(draw.goldenShare) })}{' '}
                {t('draw.repeat', { command: `dure draw ${draw.drawId}` })}
              </p>
            </Part>
            <StrataRows design={draw} strata={draw.strata} />
          </>
        )}
      </SegmentPanel>
    </>
  )
}

/** The share of wrong decisions in all that the draw was made from. */
function Result({ draw: { result, frameSize } }: { draw: DrawView }) {
  const t = useT()
  const format = useFormat()
  if (!result) return null
  const { x, n, rate, low, high } = result
  return (
    <div className="inset inset-block stack stack-close">
      <p className="text-label text-quiet">{t('draw.result', { n: frameSize })}</p>
      <p className="text-strong">
        {n < 10
          ? format.xOfN(x, n)
          : t('draw.result.share', {
              share: format.percent(rate),
              range: format.percentRange(low, high),
              of: format.xOfN(x, n),
            })}
      </p>
      {n >= 10 && (
        <IntervalBar
          {...{ label: t('draw.result', { n: frameSize }), x, n, value: rate, low, high, better: 'below' }}
          axis={axisFor([{ low, high }], 'below')}
        />
      )}
    </div>
  )
}

function ItemRow({ drawId, item }: { drawId: string; item: DrawItem }) {
  const t = useT()
  const names = useNames()
  const { itemId, place, caseRef, policy, queue, language, verdict, verifiedBy, isMine } = item
  const facts = [queue && names.queue(queue), language && names.language(language)].filter(Boolean)
  const state = verdict
    ? [names.decision(verdict), verifiedBy && t('ui.person', { name: verifiedBy.name })]
    : [t(isMine ? 'draw.item.open' : 'draw.item.others')]
  return (
    <Row
      title={`${place}. ${names.policy(policy)} · ${caseRef}`}
      detail={[...facts, ...state].filter(Boolean).join(' · ')}
      to={paths.drawCase(drawId, itemId)}
    />
  )
}
