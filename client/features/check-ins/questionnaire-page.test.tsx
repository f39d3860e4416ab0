import { cleanup, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { paths } from '#client/commands/check-ins-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { officeWeather } from '#server/demo/office-weather.ts'
import type { OwnQuestionnaire, QuestionnaireAnswer } from '#shared/check-ins/views.ts'
import { press } from '#tests/support/component/entering.ts'
import { show } from '#tests/support/component/show.tsx'
import { createPhoneClock } from '#tests/support/phone-clock.ts'
import { id } from '#tests/support/today-items.ts'
import { answersDraft } from './questionnaire-form.tsx'
import { QuestionnairePage } from './questionnaire-page.tsx'

const about = { packId: officeWeather.id, packVersion: officeWeather.version }
const consent = { ...about, textVersion: 1, given: true, at: '2026-11-01T00:00:00Z' }
const answer = (days: number): QuestionnaireAnswer => ({
  ...{ ...about, answerId: id, values: [2, 2, 1], score: 60, low: 0, high: 90 },
  at: new Date(createPhoneClock().now() - days * 86_400_000).toISOString(),
})
const showPage = (change: Partial<OwnQuestionnaire> = {}, drafts = {}) =>
  show(<QuestionnairePage />, {
    drafts,
    read: [
      [
        trpc.checkIns.questionnaires.queryKey(),
        {
          retentionDays: 90,
          packs: [{ pack: officeWeather, turnedOn: true, consent, answers: [], ...change }],
        },
      ],
    ],
    at: { address: paths.questionnaire(officeWeather.id), path: paths.questionnaire(':packId') },
  })
async function answerAll(label: string) {
  await screen.findAllByRole('radiogroup')
  for (const item of officeWeather.items) {
    const group = screen.getByRole('radiogroup', { name: item.text.en ?? '' })
    const radio = [...group.querySelectorAll('label')].find(({ textContent }) => textContent === label)
    radio?.querySelector('input')?.click()
    await screen.findByRole('radiogroup', { name: item.text.en ?? '' })
  }
}

test('its consent names the questionnaire and the version of its words, and refusing looks as agreeing does', async () => {
  const shown = await showPage({ consent: null })
  expect(screen.getByText(/Office weather \(invented\) 1\.0 · these words: version 1/)).toBeDefined()
  const [refuse, agree] = ['No, thank you', 'I agree'].map((name) => screen.getByRole('button', { name }))
  expect(refuse?.className).toBe(agree?.className)
  await press('I agree')
  expect(await shown.sent()).toEqual([
    {
      name: 'checkIns.setQuestionnaireConsent',
      input: { ...about, textVersion: 1, given: true },
    },
  ])
  expect(await screen.findByText('Sunlight reached my desk.')).toBeDefined()
})

test('a consent to an earlier version is asked for again', async () => {
  await showPage({ consent: { ...consent, packVersion: '0.9' } })
  expect(screen.getByText('The words have changed since you agreed')).toBeDefined()
  expect(screen.queryByRole('radiogroup')).toBeNull()
})

test('is sent when each item is answered, once, and shows help in full after an answer at the hard end', async () => {
  const shown = await showPage()
  await press('Send')
  expect(screen.getByRole('alert').textContent).toContain('An answer is missing')
  expect(await shown.sent()).toEqual([])
  await answerAll('Never')
  await press('Send', 2)
  const sent = await shown.sent()
  expect(sent).toMatchObject([{ name: 'checkIns.saveQuestionnaire', input: { ...about, values: [0, 0, 0] } }])
  expect(await screen.findByRole('heading', { name: 'Help now' })).toBeDefined()
  expect(screen.getByText('30, between 0 and 90')).toBeDefined()
  expect(screen.getByText(/A greater number means a sunnier office/)).toBeDefined()
})

test('says from when it may be answered again, and asks nothing before', async () => {
  await showPage({ answers: [answer(5)] })
  expect(screen.getByText(/14 days lie between two answers/)).toBeDefined()
  expect(screen.queryByRole('radiogroup')).toBeNull()
  cleanup()
  await showPage({ answers: [answer(15)] })
  expect(await screen.findAllByRole('radiogroup')).toHaveLength(3)
})

test('an answer is deleted after one question, and a consent is withdrawn with all of them', async () => {
  const shown = await showPage({ answers: [answer(5)] })
  await press('Delete this answer')
  await press('Cancel')
  expect(await shown.sent()).toEqual([])
  await press('Withdraw consent')
  await press('Withdraw and delete')
  expect(await shown.sent()).toMatchObject([
    { name: 'checkIns.setQuestionnaireConsent', input: { given: false } },
  ])
  expect(screen.queryByText('60, between 0 and 90')).toBeNull()
})

test('turned off or in another language it asks nothing', async () => {
  await showPage({ turnedOn: false, answers: [answer(40)] })
  expect(screen.queryByRole('radiogroup')).toBeNull()
  expect(screen.getByText('60, between 0 and 90')).toBeDefined()
  cleanup()
  const { ko } = officeWeather.title
  await showPage({ pack: { ...officeWeather, title: { ko } } })
  expect(screen.getByText('This questionnaire is not offered any more.')).toBeDefined()
})

const draftKey = answersDraft(officeWeather.id)
const begun = { packVersion: officeWeather.version, values: [2, null, null] }
const chosen = () => screen.getAllByRole<HTMLInputElement>('radio').filter(({ checked }) => checked).length

test('answers half given are there again after the app was ended, and gone once they are sent', async () => {
  const shown = await showPage({}, { [draftKey]: begun })
  expect(await screen.findAllByRole('radiogroup')).toHaveLength(3)
  expect(chosen()).toBe(1)
  await answerAll('Never')
  await press('Send')
  expect(await shown.sent()).toMatchObject([{ name: 'checkIns.saveQuestionnaire' }])
  expect(await shown.draft(draftKey)).toBeUndefined()
})

test('what is answered is kept before it is sent', async () => {
  const shown = await showPage()
  await screen.findAllByRole('radiogroup')
  await answerAll('Never')
  await vi.waitFor(async () => expect(await shown.draft(draftKey)).toEqual({ ...begun, values: [0, 0, 0] }))
})

test.each([
  ['to another version', { ...begun, packVersion: '0.9' }],
  ['to fewer questions', { ...begun, values: [2] }],
  ['off the scale', { ...begun, values: [99, null, null] }],
  ['of no form at all', { text: 'x' }],
])('answers half given %s are not taken for these', async (_, draft) => {
  await showPage({}, { [draftKey]: draft })
  expect(await screen.findAllByRole('radiogroup')).toHaveLength(3)
  expect(chosen()).toBe(0)
})

test('answers half given go with the consent, also where it ended on another device', async () => {
  const shown = await showPage({}, { [draftKey]: begun })
  await press('Withdraw consent')
  await press('Withdraw and delete')
  await vi.waitFor(async () => expect(await shown.draft(draftKey)).toBeUndefined())
  cleanup()
  const elsewhere = await showPage({ consent: { ...consent, given: false } }, { [draftKey]: begun })
  await vi.waitFor(async () => expect(await elsewhere.draft(draftKey)).toBeUndefined())
})
