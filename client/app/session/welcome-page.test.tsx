import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { press } from '#tests/support/component/entering.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { WelcomePage } from './welcome-page.tsx'

const newcomer = { ...lead, person: { ...lead.person, welcomed: false } }

test('what is recorded is agreed to once it can be read', async () => {
  const shown = await show(<WelcomePage />, { me: newcomer })
  await screen.findByText('Step 4 of 4')
  await press('I have read this')
  expect(await shown.sent()).toEqual([{ name: 'people.setPreferences', input: { welcomed: true } }])
})

test('a phone without room says that it could not keep the tap', async () => {
  const shown = await show(<WelcomePage />, { me: newcomer })
  shown.setFull(true)
  await press('I have read this')
  expect(await screen.findAllByText("This couldn't be kept on the phone. Tap again.")).not.toEqual([])
  expect(await shown.sent()).toEqual([])
})
