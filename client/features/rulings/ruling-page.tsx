import './ruling.css'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { v7 as uuidv7 } from 'uuid'
import { paths } from '#client/commands/rulings-paths.ts'
import { useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useDraftKeeper, useKeptForm } from '#client/offline/react/use-draft.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { rulings } from '#shared/rulings/contracts.ts'
import { bothLanguages } from '#shared/rulings/rules.ts'
import type { PreviewView, WriteUpView } from '#shared/rulings/views.ts'
import { useDecidedText, usePlaceText, useWriteUp } from './data.ts'
import {
  changesOf,
  decisionsOf,
  isEmpty,
  isRulingForm,
  type RulingForm,
  readRuling,
  right,
  stays,
  unclear,
} from './ruling-form.ts'
import { TextFields } from './text-fields.tsx'

/** The partner for policy rules on a write-up: what holds, from when, and what it makes of the cases. */
export function RulingPage() {
  const t = useT()
  const { escalationId = '' } = useParams()
  const query = useWriteUp(escalationId)
  const writeUp = query.data?.found
  const draftKey = `ruling:${escalationId}`
  const kept = useKeptForm(draftKey, isRulingForm)
  /** What is written in the editor, which closes when somebody else rules or ends the escalation. */
  const written = useRef<RulingForm>(null)
  if (writeUp?.rules && writeUp.ruling === null && kept !== undefined)
    return <RulingEditor key={draftKey} {...{ writeUp, draftKey, kept, written }} />
  const unsent = written.current ?? kept
  return (
    <DetailPage title={t('ruling.title')} back={paths.writeUp(escalationId)} close>
      <Loaded query={query} notFound={t('writeUp.gone')}>
        {({ found }) =>
          !(found.rules && found.ruling === null) && (
            <>
              <EmptyState
                text={t(found.ruling ? 'ruling.already' : found.closed ? 'ruling.closed' : 'ruling.first')}
              />
              {unsent && !isEmpty(unsent) && <KeptText form={unsent} />}
            </>
          )
        }
      </Loaded>
    </DetailPage>
  )
}

/** Words of a ruling that was not given, to be copied. */
function KeptText({ form }: { form: RulingForm }) {
  const t = useT()
  const toast = useToast()
  const text = bothLanguages({ textKo: form.textKo.trim() || null, textEn: form.textEn.trim() || null })
  if (text === '') return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t('unsent.copied') }),
      () => toast({ text: t('unsent.notCopied') }),
    )
  return (
    <Part className="inset inset-block" heading={t('ruling.kept')}>
      <p className="text-prose ruling-text">{text}</p>
      <Button variant="text" onClick={() => void copy()}>
        {t('unsent.copy')}
      </Button>
    </Part>
  )
}

const reasons = {
  ruling_moved: 'ruling.moved',
  ruled: 'ruling.already',
  escalation_moved_on: 'ruling.state',
} as const
const isKnown = (reason: unknown): reason is keyof typeof reasons =>
  typeof reason === 'string' && Object.hasOwn(reasons, reason)

type Props = {
  writeUp: WriteUpView
  draftKey: string
  kept: RulingForm | null
  written: { current: RulingForm | null }
}

function RulingEditor({ writeUp, draftKey, kept, written }: Props) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const askNow = useAskNow()
  const { online } = useWorkStatus()
  const { escalationId, cases } = writeUp
  const placeText = usePlaceText()(writeUp)
  const decidedText = useDecidedText()
  const names = useNames()
  const { zone } = useMe().person
  const [precedentId] = useState(() => uuidv7())
  const [asking, setAsking] = useState(false)
  /** Of the preview that is on the screen. */
  const seen = useRef('')
  const form = useForm({
    initial: (kept ?? {
      ...{ textKo: '', textEn: '', chosen: {} },
      holdsFrom: writeUp.cases.reduce(
        (first, { decidedOn }) => (decidedOn !== null && decidedOn < first ? decidedOn : first),
        Temporal.Now.plainDateISO(zone).toString(),
      ),
    }) as RulingForm,
    changed: kept !== null,
    read: (values) => readRuling(values, { escalationId, precedentId, seen: seen.current }),
    send: (input) => askNow(rulings.rule, input),
    say: (field) => t(field === 'holdsFrom' ? 'ruling.from.missing' : 'writeUp.text.missing'),
    refusal: (thrown) => {
      const { details } = toAppError(thrown)
      return { text: t(isKnown(details.reason) ? reasons[details.reason] : 'ruling.failed') }
    },
  })
  useUnsentEdit(form.dirty)
  const { values } = form
  const { discard } = useDraftKeeper(draftKey, values, form.dirty, { isEmpty })
  written.current = values
  const preview = useQuery({
    ...trpc.rulings.preview.queryOptions({
      ...{ escalationId, holdsFrom: values.holdsFrom, changes: changesOf(values) },
    }),
    enabled: online && values.holdsFrom !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  seen.current = preview.data?.seen ?? ''
  const isFresh = preview.data !== undefined && !preview.isPlaceholderData && !preview.isFetching
  const reachable = cases.filter((found) => found.decidedOn !== null)

  async function apply() {
    setAsking(false)
    const done = await form.submit()
    if (done) {
      written.current = null
      await discard()
    }
    await queries.invalidateQueries(trpc.rulings.pathFilter())
    if (!done) return
    void queries.invalidateQueries(trpc.escalations.pathFilter())
    void queries.invalidateQueries(trpc.questions.precedents.queryFilter())
    toast({ text: t('ruling.applied') })
    navigate(paths.writeUp(escalationId), { replace: true })
  }

  return (
    <DetailPage
      title={t('ruling.title')}
      back={paths.writeUp(escalationId)}
      close
      dock={
        <Dock>
          <Button disabled={!online || !isFresh || form.busy} onClick={() => setAsking(true)}>
            {t('ruling.apply')}
          </Button>
        </Dock>
      }
    >
      <div className="inset inset-block stack">
        <p className="text-strong">{placeText}</p>
        {(writeUp.textKo ?? writeUp.textEn) !== null && (
          <p className="text-prose ruling-text">
            {format.locale === 'ko' ? (writeUp.textKo ?? writeUp.textEn) : (writeUp.textEn ?? writeUp.textKo)}
          </p>
        )}
        <TextFields ko={form.field('textKo')} en={form.field('textEn')} hint={t('ruling.text.hint')} />
        <DateField label={t('ruling.from')} hint={t('ruling.from.hint')} {...form.field('holdsFrom')} />
        <Part variant="label" heading={t('ruling.cases')}>
          {reachable.length === 0 && <p className="text-quiet">{t('writeUp.cases.none')}</p>}
          {reachable.map((found) => (
            <SelectField
              key={found.entryId}
              label={t('ruling.case', { number: found.caseRef ?? '' })}
              hint={decidedText(found) || undefined}
              value={values.chosen[found.entryId] ?? stays}
              onChange={(choice) => form.change({ chosen: { ...values.chosen, [found.entryId]: choice } })}
              options={[
                { value: stays, label: t('ruling.effect.none') },
                { value: unclear, label: t('ruling.effect.unclear') },
                ...decisionsOf(found).map((decision) => ({
                  value: `${right}${decision}`,
                  label: t('ruling.effect.right', { decision: names.decision(decision) }),
                })),
              ]}
            />
          ))}
        </Part>
        {!online && <p className="text-label text-quiet">{t('ruling.preview.offline')}</p>}
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
      {online && <Loaded query={preview}>{(data) => <Preview preview={data} />}</Loaded>}
      <Sheet
        open={asking}
        onClose={() => setAsking(false)}
        title={t('ruling.apply.ask')}
        footer={
          <Button size="wide" onClick={() => void apply()}>
            {t('ruling.apply')}
          </Button>
        }
      >
        <div className="stack">
          {preview.data && (
            <p className="text-strong">{t('ruling.preview.n', { n: scoresOf(preview.data) })}</p>
          )}
          <p>{t('ruling.apply.text')}</p>
        </div>
      </Sheet>
    </DetailPage>
  )
}

const scoresOf = ({ verifications, reviews }: PreviewView): number => verifications + reviews

/** How many scores would change, and of which cases by their numbers. */
function Preview({ preview }: { preview: PreviewView }) {
  const t = useT()
  return (
    <>
      <output className="inset inset-block text-strong">
        {t('ruling.preview.n', { n: scoresOf(preview) })}
      </output>
      <RowGroup heading={t('ruling.preview')} limit={20}>
        {preview.cases.map(({ entryId, caseRef, verification, reviews, disputed }) => (
          <Row
            key={entryId}
            title={caseRef ?? t('writeUp.case.none')}
            detail={t('ruling.preview.case', { verification, reviews, disputed })}
          />
        ))}
      </RowGroup>
    </>
  )
}
