import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import type { Reading } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Heading } from '#client/ui/heading.tsx'
import type { SaveQuestionnaireInput } from '#shared/check-ins/contracts.ts'
import { nextDay } from '#shared/check-ins/questionnaire-rules.ts'
import type { OwnQuestionnaire } from '#shared/check-ins/views.ts'

type Props = { own: OwnQuestionnaire; onSent: (answerId: string) => void }

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

function Questions({ own: { pack }, onSent }: Props) {
  const t = useT()
  const { locale } = useMe().person
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  // Made when the screen opens, so that a double tap is a single answer.
  const [ids] = useState(() => ({ answerId: platform.newId(), commandId: platform.newId() }))
  const form = useForm({
    initial: { values: pack.items.map((): number | null => null) },
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
    send: (input) =>
      enqueue(checkInsOnPhone.saveQuestionnaire, { input, base: null, commandId: ids.commandId }),
    say: () => t('questionnaire.missing'),
    refusal: () => ({ text: t('checkin.failed') }),
  })
  const { values } = form.values
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
