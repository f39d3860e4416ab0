import './chain.css'
import { useQueryClient } from '@tanstack/react-query'
import { readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { Button } from '#client/ui/button.tsx'
import { ToggleChips } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { setChainInput } from '#shared/escalations/chain-contracts.ts'
import { chainOn, repeatLimit, stepLimit } from '#shared/escalations/chain-rules.ts'
import type { TeamChain } from '#shared/escalations/chain-views.ts'
import { escalations } from '#shared/escalations/contracts.ts'
import { type Severity, severities } from '#shared/escalations/step-rules.ts'
import { useChainRefusal } from './use-chain-refusal.ts'

/** A step as it is entered: `turn` is a person's id, or what names whose turn it is. */
interface StepDraft {
  turn: string
  minutes: string
}
interface Values {
  steps: StepDraft[]
  severities: Severity[]
  repeats: string
  startsOn: string
}
type Field = 'startsOn' | 'severities' | `steps.${number}.turn` | `steps.${number}.minutes`

const sources = ['shift', 'calendar'] as const
const sourceOf = (turn: string) => sources.find((source) => source === turn)
const numberOf = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : null)

const stepOf = ({ turn, minutes }: StepDraft) => {
  const source = sourceOf(turn)
  return {
    source: source ?? 'person',
    personId: source || turn === '' ? null : turn,
    minutes: numberOf(minutes),
  }
}

/** Names the field that a path of the command's input belongs to. */
function fieldOf(path: string): Field {
  const [head, place = '0', name] = path.split('.')
  if (head !== 'steps') return head === 'severities' ? 'severities' : 'startsOn'
  return name === 'minutes' ? `steps.${Number(place)}.minutes` : `steps.${Number(place)}.turn`
}

function initialOf({ chains, today }: TeamChain): Values {
  const current = chainOn(chains, today) ?? chains[0]
  return {
    startsOn: today,
    severities: current?.severities ?? ['P0', 'P1'],
    repeats: String(current?.repeats ?? 1),
    steps: current?.steps.map(({ source, person, minutes }) => ({
      turn: person?.personId ?? source,
      minutes: String(minutes),
    })) ?? [{ turn: 'shift', minutes: '5' }],
  }
}

/** Sets a team's on-call chain from a day on. */
export function ChainSheet({ chain, onClose }: { chain: TeamChain; onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const askNow = useAskNow()
  const queries = useQueryClient()
  const refusal = useChainRefusal()
  const { teamId, today, version, people } = chain
  const form = useForm<Values, Field, Parameters<typeof send>[0]>({
    initial: initialOf(chain),
    read: ({ startsOn, severities: levels, repeats, steps }) =>
      readWith(
        setChainInput,
        { teamId, startsOn, severities: levels, repeats: Number(repeats), steps: steps.map(stepOf) },
        fieldOf,
      ),
    send,
    say: (field) =>
      t(
        field.endsWith('.minutes')
          ? 'onCall.wrong.minutes'
          : field.startsWith('steps.')
            ? 'onCall.wrong.turn'
            : 'onCall.wrong.day',
      ),
    refusal(thrown) {
      const error = toAppError(thrown)
      const { field } = error.details
      return { field: field === undefined ? undefined : fieldOf(field), text: refusal(error) }
    },
  })
  useUnsentEdit(form.dirty)

  async function send(input: ReturnType<typeof setChainInput.parse>) {
    await askNow(escalations.setChain, input, { base: version }).finally(
      () => void queries.invalidateQueries(trpc.escalations.chain.pathFilter()),
    )
  }
  async function save() {
    if (!(await form.submit())) return
    toast({ text: t('onCall.saved', { day: format.shortDate(form.values.startsOn) }) })
    onClose()
  }

  const { steps, severities: levels, repeats } = form.values
  const replace = (changed: StepDraft[]) => form.change({ steps: changed })
  const turns = [
    ...sources.map((source) => ({ value: source as string, label: t(`onCall.source.${source}`) })),
    ...people.map(({ personId, name, role }) => ({
      value: personId,
      label: `${t('ui.person', { name })} · ${t(`esc.people.${role}`)}`,
    })),
  ]
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('onCall.set')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void save()}>
          {t('onCall.save')}
        </Button>
      }
    >
      <div className="stack">
        <Label as="p">{t('onCall.severities')}</Label>
        <ToggleChips
          label={t('onCall.severities')}
          values={levels}
          options={severities.map((value) => ({ value, label: t(`esc.severity.${value}`) }))}
          onChange={(chosen) =>
            form.change({ severities: severities.filter((level) => chosen.includes(level)) })
          }
        />
        {levels.length === 0 && <p className="text-label text-quiet">{t('onCall.off')}</p>}
        {steps.map((step, index) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            key={index}
            className="chain-step"
            aria-label={t('onCall.step', { n: index + 1 })}
          >
            <Label as="p" aria-hidden>
              {t('onCall.step', { n: index + 1 })}
            </Label>
            <SelectField
              label={t('onCall.who')}
              placeholder={t('onCall.who.choose')}
              options={
                turns.some(({ value }) => value === step.turn) || step.turn === ''
                  ? turns
                  : [...turns, { value: step.turn, label: t('onCall.who.left') }]
              }
              {...form.field(`steps.${index}.turn`)}
            />
            <TextField
              label={t('onCall.minutes')}
              inputMode="numeric"
              autoComplete="off"
              {...form.field(`steps.${index}.minutes`)}
            />
            <div className="chain-step-buttons">
              {index > 0 && (
                <Button
                  variant="secondary"
                  size="row"
                  aria-label={t('onCall.up.this', { n: index + 1 })}
                  onClick={() => replace(movedUp(steps, index))}
                >
                  {t('onCall.up')}
                </Button>
              )}
              <Button
                variant="secondary"
                size="row"
                aria-label={t('onCall.remove.this', { n: index + 1 })}
                onClick={() => replace(steps.filter((_, place) => place !== index))}
              >
                {t('onCall.remove')}
              </Button>
            </div>
          </fieldset>
        ))}
        {steps.length === 0 && <p className="text-label text-quiet">{t('onCall.empty')}</p>}
        {steps.length < stepLimit && (
          <Button
            variant="secondary"
            onClick={() => replace([...steps, { turn: '', minutes: steps.at(-1)?.minutes ?? '5' }])}
          >
            {t('onCall.add')}
          </Button>
        )}
        <SelectField
          label={t('onCall.again')}
          value={repeats}
          options={Array.from({ length: repeatLimit + 1 }, (_, n) => ({
            value: String(n),
            label: t('onCall.repeats', { n }),
          }))}
          onChange={(chosen) => form.change({ repeats: chosen })}
        />
        <DateField
          label={t('onCall.day')}
          hint={t('onCall.day.hint')}
          min={today}
          {...form.field('startsOn')}
        />
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}

/** Returns the steps with this one before the step above it. */
function movedUp(steps: readonly StepDraft[], index: number): StepDraft[] {
  const moved = [...steps]
  moved.splice(index - 1, 0, ...moved.splice(index, 1))
  return moved
}
