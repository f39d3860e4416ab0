import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { enter, press } from '#tests/support/component/entering.ts'
import { show } from '#tests/support/component/show.tsx'
import { OfflineHoursForm } from './offline-hours-form.tsx'

test.each(['', '0', '721', '1.5', 'two'])('the hours are not set to “%s”', async (typed) => {
  await show(<OfflineHoursForm hours={72} />)
  await enter(/^Copies without a connection/, typed)
  await press('Save the hours')
  expect(screen.getByText('Enter a whole number from 1 to 720.')).toBeTruthy()
})

test('the hours within the bounds are sent, and what was typed stays when that fails', async () => {
  await show(<OfflineHoursForm hours={72} />)
  await enter(/^Copies without a connection/, '720')
  await press('Save the hours')
  expect(await screen.findByText('No connection. Nothing was changed.')).toBeTruthy()
  expect(screen.getByDisplayValue('720')).toBeTruthy()
})
