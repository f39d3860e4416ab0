import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { setPutRightInput } from '#shared/audits/contracts.ts'
import { type NoNeedReason, noNeedReasons, settableStates } from '#shared/audits/put-right-rules.ts'
import { type Asked, useSetPutRight } from './put-right-data.ts'

type Props = {
  /** The decisions that are answered about: several get the same answer. */
  asked: readonly Asked[]
  title: string
  /** Today where the team is, 'YYYY-MM-DD'. */
  today: string
  /** They are settled already, so that they can be opened again. */
  isSettled: boolean
  open: boolean
  onClose: () => void
  /** Called once it is safe on this phone. */
  onDone?: (() => void) | undefined
}

type State = (typeof settableStates)[number]
type Values = { state: State | null; reason: NoNeedReason | null; doneOn: string }

/** Where a lead says whether decisions were put right on the platform, when, or why they need not be. */
export function PutRightSheet({ asked, title, today, isSettled, open, onClose, onDone }: Props) {
  const t = useT()
  const set = useSetPutRight()
  const initial: Values = { state: isSettled ? null : 'done', reason: null, doneOn: today }
  const form = useForm({
    initial,
    read: ({ state, reason, doneOn }: Values) => {
      if (state === 'not_needed' && reason === null) return { faults: { reason: 'missing' } }
      if (state === 'done' && (doneOn === '' || doneOn > today)) return { faults: { doneOn: 'missing' } }
      const answer = {
        state,
        reason: state === 'not_needed' ? reason : null,
        doneOn: state === 'done' ? doneOn : null,
      }
      return readWith(
        setPutRightInput,
        { itemId: asked[0]?.itemId, ...answer },
        fieldsNamed(['state', 'reason', 'doneOn']),
      )
    },
    send: ({ itemId: _itemId, ...answer }) => set(asked, answer),
    say: (field) => t(`putRight.missing.${field}`),
    refusal: () => ({ field: 'state', text: t('putRight.failed') }),
  })
  const { state, reason } = form.values

  async function send() {
    if (!(await form.submit())) return
    form.reset(initial)
    onClose()
    onDone?.()
  }

  const states = settableStates.filter((some) => some !== 'open' || isSettled)
  const fault = form.errorAt('state') ?? form.errorAt('reason')
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      footer={<Button onClick={() => void send()}>{t('putRight.save')}</Button>}
    >
      <div className="stack">
        <ChipGroup<State>
          label={t('putRight.state')}
          value={state ?? undefined}
          onChange={(next) => form.change({ state: next })}
          options={states.map((value) => ({ value, label: t(`putRight.state.${value}`) }))}
        />
        {state === 'done' && <DateField label={t('putRight.doneOn')} max={today} {...form.field('doneOn')} />}
        {state === 'not_needed' && (
          <ChipGroup<NoNeedReason>
            label={t('putRight.reason')}
            value={reason ?? undefined}
            onChange={(next) => form.change({ reason: next })}
            options={noNeedReasons.map((value) => ({ value, label: t(`putRight.reason.${value}`) }))}
          />
        )}
        {fault && (
          <p className="field-error" role="alert">
            {fault}
          </p>
        )}
      </div>
    </Sheet>
  )
}
