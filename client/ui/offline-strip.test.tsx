import { act, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { connection } from '#client/lib/connection.ts'
import { I18nProvider } from '#client/lib/i18n.ts'
import { en } from '#tests/support/catalogues.ts'
import { OfflineStrip } from './offline-strip.tsx'

test('the strip says when it is not the network that is missing', () => {
  render(
    <I18nProvider locale="en" catalogue={en} timeZone="UTC">
      <OfflineStrip asOf="09:00" />
    </I18nProvider>,
  )
  expect(screen.getByRole('status').textContent).toBe(en['ui.offlineAsOf']({ time: '09:00' }))
  act(() => connection.lost('portal'))
  expect(screen.getByRole('status').textContent).toBe(en['ui.portal'])
  act(() => connection.lost('blocked'))
  expect(screen.getByRole('status').textContent).toBe(en['ui.blocked'])
  act(() => connection.lost('network'))
  expect(screen.getByRole('status').textContent).toBe(en['ui.offlineAsOf']({ time: '09:00' }))
  act(() => connection.answered())
})
