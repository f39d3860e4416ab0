import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import type { Reading } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useDraftKeeper, useKeptForm } from '#client/offline/react/use-draft.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Heading } from '#client/ui/heading.tsx'
import type { SaveQuestionnaireInput } from '#shared/check-ins/contracts.ts'
import { nextDay } from '#shared/check-ins/questionnaire-rules.ts'
import type { OwnQuestionnaire } from '#shared/check-ins/views.ts'

type Props = { own: OwnQuestionnaire; onSent: (answerId: string) => void }

/** Answers half given, to one version of the questions. */
interface Begun {
  packVersion: string
  values: (number | null)[]
}
const isBegun = (value: unknown): value is Begun => {
  const { packVersion, values } = (value ?? {}) as Partial<Begun>
  return typeof packVersion === 'string' && Array.isArray(values)
}
const isUntouched = ({ values }: Begun) => values.every((value) => value === null)

/** Names the draft of a questionnaire's answers on this phone. */
export const answersDraft = (packId: string) => `questionnaire:${packId}`

/** The questions, or when they may be answered again: nearer to each other the answers would say nothing. */
export function QuestionnaireForm(props: Props) {
  const t = useT()
  const format = useFormat()
  const { zone } = useMe().person
  const { clock } = useOffline().outbox.platform
  const { pack, answers } = props.own
  const [last] = answers
  const next = last && nextDay(last.at, pack.leastDistanceDays, zone)
  if (next && calendarDay(clock.now(), zone) < next)
    return (
      <p className="inset text-prose">
        {t('questionnaire.next', { day: format.date(next), n: pack.leastDistanceDays })}
      </p>
    )
  return <Questions {...props} />
}

/** Where it was left off, if the app was ended in the middle and the questions are the same. */
function Questions(props: Props) {
  const { pack } = props.own
  const kept = useKeptForm(answersDraft(pack.id), isBegun)
  if (kept === undefined) return null
  const known = new Set<number | null>([null, ...pack.scale.map(({ value }) => value)])
  const goesOn =
    kept?.packVersion === pack.version &&
    kept.values.length === pack.items.length &&
    kept.values.every((value) => known.has(value))
  const values = goesOn ? kept.values : pack.items.map(() => null)
  return <Asked {...props} initial={{ packVersion: pack.version, values }} />
}

function Asked({ own: { pack }, onSent, initial }: Props & { initial: Begun }) {
  const t = useT()
  const { locale } = useMe().person
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const draftKey = answersDraft(pack.id)
  // Made when the screen opens, so that a double tap is a single answer.
  const [ids] = useState(() => ({ answerId: platform.newId(), commandId: platform.newId() }))
  const form = useForm({
    initial,
    read({ values }): Reading<'values', SaveQuestionnaireInput> {
      const answered = values.filter((value) => value !== null)
      return answered.length === values.length
        ? {
            input: {
              answerId: ids.answerId,
              packId: pack.id,
              packVersion: pack.version,
              values: answered,
            },
          }
        : { faults: { values: 'missing' } }
    },
    async send(input) {
      end()
      const { commandId } = ids
      await enqueue(checkInsOnPhone.saveQuestionnaire, { input, base: null, commandId, draftKey }).catch(
        (thrown: unknown) => {
          resume()
          throw thrown
        },
      )
    },
    say: () => t('questionnaire.missing'),
    refusal: () => ({ text: t('checkin.failed') }),
  })
  const { values } = form.values
  const { end, resume } = useDraftKeeper(draftKey, form.values, form.dirty, { isEmpty: isUntouched })
  const failure = form.failure ?? form.errorAt('values')
  async function send() {
    if (await form.submit()) onSent(ids.answerId)
  }
  return (
    <section className="inset inset-block stack stack-wide" aria-label={pack.title[locale] ?? ''}>
      <p className="text-prose">{pack.introduction[locale]}</p>
      {pack.items.map((item, n) => {
        const text = item.text[locale] ?? ''
        return (
          // The items of a version never change their order.
          <div key={text} className="stack">
            <Heading level={3} variant="plain">
              {text}
            </Heading>
            <ChipGroup
              label={text}
              value={values[n] === null ? undefined : String(values[n])}
              onChange={(value) => form.change({ values: values.with(n, Number(value)) })}
              options={pack.scale.map((step) => ({
                value: String(step.value),
                label: step.label[locale] ?? '',
              }))}
            />
          </div>
        )
      })}
      <p className="text-label text-quiet">{t('questionnaire.sees')}</p>
      {failure && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <div>
        <Button disabled={form.busy} onClick={() => void send()}>
          {t('checkin.send')}
        </Button>
      </div>
    </section>
  )
}
