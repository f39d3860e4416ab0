import './draw.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { v7 as uuidv7 } from 'uuid'
import { paths } from '#client/commands/draws-paths.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { type DrawDesign, draws } from '#shared/draws/contracts.ts'
import { allocations, goldenLimit, methods, purposes, sampleLimit, stratifiers } from '#shared/draws/rules.ts'
import type { DrawPreview } from '#shared/draws/views.ts'
import { can } from '#shared/policy.ts'
import { useAskDraws, useDrawTexts } from './data.ts'
import { StrataRows } from './strata-rows.tsx'

/** Where a draw is made: what it is for, from what, how, and what it can show, before it is drawn. */
export function DrawEditorPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const query = useQuery(trpc.draws.team.queryOptions({ teamId }))
  const may = can(actorOf(useMe()), 'draw.write', { teamId })
  if (may && query.data) return <DrawEditor teamId={teamId} today={query.data.today} />
  return (
    <DetailPage title={t('draw.new')} back={paths.draws(teamId)} close>
      {may ? <Loaded query={query}>{() => null}</Loaded> : <ForbiddenState />}
    </DetailPage>
  )
}

/** Days that are drawn from unless others are chosen. */
const usualDays = 28
const shares = [0, 0.05, 0.1, 0.2]

function DrawEditor({ teamId, today }: { teamId: string; today: string }) {
  const t = useT()
  const navigate = useNavigate()
  const ask = useAskDraws()
  const { online } = useWorkStatus()
  const [drawId] = useState(() => uuidv7())
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [design, setDesign] = useState<DrawDesign>(() => ({
    teamId,
    ...{ purpose: 'rates', method: 'stratified', by: 'policy', allocation: 'proportional' },
    firstDay: Temporal.PlainDate.from(today)
      .subtract({ days: usualDays - 1 })
      .toString(),
    lastDay: today,
    ...{ policy: null, queue: null, language: null, size: 20, goldenShare: 0.1 },
  }))
  const change = (part: Partial<DrawDesign>) => {
    setFailure(undefined)
    setDesign((before) => ({ ...before, ...part }))
  }
  const isAsked = design.firstDay !== '' && design.lastDay !== '' && design.firstDay <= design.lastDay
  const query = useQuery({
    ...trpc.draws.preview.queryOptions(design),
    enabled: isAsked && design.size > 0,
    placeholderData: keepPreviousData,
  })
  const preview = query.data
  const isReady = preview !== undefined && preview.misfit === null && !query.isPlaceholderData && !query.error

  async function draw() {
    if (!preview) return
    setBusy(true)
    try {
      await ask(draws.draw, { ...design, drawId, frameHash: preview.frameHash })
    } catch (thrown) {
      const { code, details } = toAppError(thrown)
      setFailure(t(details.reason === 'frame_changed' ? 'draw.changed' : `error.${code}`))
      setBusy(false)
      return
    }
    navigate(paths.draw(drawId), { replace: true })
  }

  return (
    <DetailPage
      title={t('draw.new')}
      back={paths.draws(teamId)}
      close
      dock={
        <Dock>
          <Button size="wide" disabled={!(online && isReady) || busy} onClick={() => void draw()}>
            {isReady ? t('draw.draw.n', { n: design.size + preview.golden.size }) : t('draw.draw')}
          </Button>
        </Dock>
      }
    >
      <div className="inset inset-block stack stack-wide">
        {!online && <output>{t('draw.offline')}</output>}
        <DesignFields design={design} preview={preview} onChange={change} />
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
      {isAsked ? (
        <Loaded query={query}>{(shown) => <Preview design={design} preview={shown} />}</Loaded>
      ) : (
        <EmptyState text={t('draw.days.order')} />
      )}
    </DetailPage>
  )
}

/** By what the cases to draw from can be narrowed, and where the preview lists its values. */
const filters = [
  { part: 'policy', choices: 'policies' },
  { part: 'queue', choices: 'queues' },
  { part: 'language', choices: 'languages' },
] as const

type FieldsProps = {
  design: DrawDesign
  preview: DrawPreview | undefined
  onChange: (part: Partial<DrawDesign>) => void
}

function DesignFields({ design, preview, onChange }: FieldsProps) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { purpose, method, by, allocation, firstDay, lastDay, size, goldenShare } = design
  const sizes = preview?.sizes
  return (
    <>
      <Part heading={t('draw.purpose')} gap="close">
        <ChipGroup
          label={t('draw.purpose')}
          value={purpose}
          onChange={(chosen) => onChange({ purpose: chosen })}
          options={purposes.map((value) => ({ value, label: t(`draw.purpose.${value}`) }))}
        />
        <p className="text-label text-quiet">{t(`draw.purpose.hint.${purpose}`)}</p>
      </Part>
      <div className="draw-size">
        <DateField
          label={t('draw.days.first')}
          value={firstDay}
          max={lastDay}
          onChange={(day) => onChange({ firstDay: day })}
        />
        <DateField
          label={t('draw.days.last')}
          value={lastDay}
          min={firstDay}
          onChange={(day) => onChange({ lastDay: day })}
        />
      </div>
      {filters.map(({ part, choices }) => (
        <SelectField
          key={part}
          label={t(`case.${part}`)}
          value={design[part] ?? 'all:'}
          onChange={(chosen) => onChange({ [part]: chosen === 'all:' ? null : chosen })}
          options={[
            { value: 'all:', label: t(`draw.${part}.all`) },
            ...[...new Set([...(design[part] ? [design[part]] : []), ...(preview?.[choices] ?? [])])].map(
              (value) => ({ value, label: names[part](value) }),
            ),
          ]}
        />
      ))}
      <Part heading={t('draw.method')} gap="close">
        <ChipGroup
          label={t('draw.method')}
          value={method}
          onChange={(chosen) =>
            onChange({ method: chosen, by: chosen === 'stratified' ? (by ?? 'policy') : null })
          }
          options={methods.map((value) => ({ value, label: t(`draw.method.${value}`) }))}
        />
        {method === 'stratified' && by && (
          <>
            <ChipGroup
              label={t('draw.by')}
              value={by}
              onChange={(chosen) => onChange({ by: chosen })}
              options={stratifiers.map((value) => ({ value, label: t(`draw.by.${value}`) }))}
            />
            <ChipGroup
              label={t('draw.allocation')}
              value={allocation}
              onChange={(chosen) => onChange({ allocation: chosen })}
              options={allocations.map((value) => ({ value, label: t(`draw.allocation.${value}`) }))}
            />
          </>
        )}
        {method === 'risk' && <p className="text-label text-quiet">{t('draw.method.risk.hint')}</p>}
      </Part>
      <TextField
        label={t('draw.size')}
        hint={sizes ? t('draw.size.second', sizes) : undefined}
        type="number"
        inputMode="numeric"
        min={1}
        max={sampleLimit}
        value={size === 0 ? '' : String(size)}
        onChange={(text) =>
          onChange({ size: Math.min(sampleLimit, Math.max(0, Math.trunc(Number(text)) || 0)) })
        }
      />
      <Part heading={t('draw.golden.share')} gap="close">
        <ChipGroup
          label={t('draw.golden.share')}
          value={String(goldenShare)}
          onChange={(chosen) => onChange({ goldenShare: Math.min(goldenLimit, Number(chosen)) })}
          options={shares.map((share) => ({
            value: String(share),
            label: share === 0 ? t('draw.golden.no') : format.percent(share),
          }))}
        />
        {preview && goldenShare > 0 && (
          <p className="text-label text-quiet">
            {t('draw.golden.available', { n: preview.golden.available })}
          </p>
        )}
      </Part>
    </>
  )
}

function Preview({ design, preview }: { design: DrawDesign; preview: DrawPreview }) {
  const t = useT()
  const format = useFormat()
  const { excluded: excludedText } = useDrawTexts()
  const { misfit, frameSize, excluded, strata, golden, smallest, rate, effectiveN } = preview
  return (
    <>
      <Part heading={t('draw.frame')} gap="close" className="inset inset-block hairline-top">
        <p>{t('draw.frame.of', { n: frameSize })}</p>
        <p className="text-label text-quiet">
          {excluded.length === 0 ? t('draw.left.none') : excludedText(excluded)}
        </p>
      </Part>
      {misfit ? (
        <EmptyState text={t(`draw.misfit.${misfit}`)} />
      ) : (
        <>
          <StrataRows design={design} strata={strata} />
          <div className="inset inset-block stack stack-close">
            {golden.size > 0 && <p>{t('draw.golden.slipped', { n: golden.size })}</p>}
            <p className="text-strong">
              {smallest === null
                ? t('draw.smallest.none')
                : t('draw.smallest', { points: format.number(Math.round(smallest * 1000) / 10) })}
            </p>
            <p className="text-label text-quiet">
              {t('draw.smallest.how', {
                rate: format.percent(rate),
                n: format.number(Math.floor(effectiveN)),
              })}
            </p>
          </div>
        </>
      )}
    </>
  )
}
