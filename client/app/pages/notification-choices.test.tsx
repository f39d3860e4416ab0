import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import { choiceGroups } from '#shared/inbox/choice-rules.ts'
import type { ChoicesView } from '#shared/inbox/views.ts'
import { show } from '#tests/support/component/show.tsx'
import { NotificationChoices } from './notification-choices.tsx'

const choices: ChoicesView = {
  ...{ email: false, digestAt: '09:00', timings: {}, sendsMail: true, address: 'lee@example.org' },
}
const showChoices = (changes: Partial<ChoicesView> = {}) =>
  show(<NotificationChoices zone="Asia/Seoul" />, {
    read: [[trpc.inbox.choices.queryKey(), { ...choices, ...changes }]],
  })
const timingOf = (group: string) => screen.getByRole<HTMLSelectElement>('combobox', { name: group })
const setChoices = 'inbox.setChoices'

test('each group has its timing, and those that always come say why', async () => {
  await showChoices({ timings: { notes: 'off' } })
  expect(screen.getAllByRole('combobox')).toHaveLength(choiceGroups.length)
  expect(timingOf('Notes and replies').value).toBe('off')
  expect(timingOf('Calibration').value).toBe('now')
  expect(screen.getAllByText('Always at once')).toHaveLength(2)
  expect(screen.getByText(/cannot be turned off/)).toBeTruthy()
})

test('a choice shows at once and waits on the phone; only then is there an hour', async () => {
  const { sent } = await showChoices()
  const hour = () => screen.queryByLabelText<HTMLInputElement>('Digest, once a day at')
  expect(hour()).toBeNull()
  fireEvent.change(timingOf('Notes and replies'), { target: { value: 'digest' } })
  expect(await sent()).toEqual([{ name: setChoices, input: { timings: { notes: 'digest' } } }])
  expect(timingOf('Notes and replies').value).toBe('digest')
  const field = hour()
  if (!field) throw new Error('No hour')
  expect(field.value).toBe('09:00')
  fireEvent.change(field, { target: { value: '' } })
  expect(screen.getByText('Choose a time such as 09:00.')).toBeTruthy()
  expect(await sent()).toHaveLength(1)
  fireEvent.change(field, { target: { value: '18:30' } })
  expect((await sent()).at(-1)).toEqual({ name: setChoices, input: { digestAt: '18:30' } })
})

test('e-mail names the address that it goes to', async () => {
  const { sent } = await showChoices()
  const email = screen.getByRole<HTMLInputElement>('switch', { name: 'Also send an e-mail' })
  expect(screen.getByText(/lee@example\.org/)).toBeTruthy()
  await act(async () => email.click())
  expect(await sent()).toEqual([{ name: setChoices, input: { email: true } }])
  expect(email.checked).toBe(true)
})

test.each([
  [{ sendsMail: false }, 'This installation sends no e-mail.'],
  [{ address: null }, 'You have no sign-in address that an e-mail could go to.'],
])('without a way for e-mail, %o says so and offers none', async (changes, message) => {
  await showChoices(changes)
  expect(screen.getByText(message)).toBeTruthy()
  expect(screen.queryByRole('switch')).toBeNull()
})
