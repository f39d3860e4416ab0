import { cleanup, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import type { OwnAddress } from '#shared/administration/views.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { AddressPage } from './address-page.tsx'

const asked: NonNullable<OwnAddress['request']> = {
  requestId: id,
  email: 'new@example.org',
  at: '2026-11-29T00:00:00Z',
  until: '2026-12-13T00:00:00Z',
  state: 'open',
}
const showPage = async (given: Partial<OwnAddress> = {}) =>
  await show(<AddressPage />, {
    read: [
      [
        trpc.administration.ownAddress.queryKey(),
        { email: 'old@example.org', request: null, confirmable: true, ...given } satisfies OwnAddress,
      ],
    ],
  })

describe('the sign-in address', () => {
  test('is shown with the form that asks for another, which says what is missing or wrong at its field', async () => {
    await showPage()
    expect(screen.getByText('old@example.org')).toBeTruthy()
    await press('Ask for it')
    expect(screen.getByText('Enter the new address.')).toBeTruthy()
    expect(screen.getByText('Enter your present password.')).toBeTruthy()
    await enter('New address', 'no address')
    await enter('Present password', 'x')
    await press('Ask for it')
    expect(screen.getByText('This is not an email address.')).toBeTruthy()
  })

  test('that was asked for can be withdrawn, and until when it waits is said', async () => {
    await showPage({ request: asked })
    expect(screen.getByText('new@example.org')).toBeTruthy()
    expect(screen.getByText(/until 13 Dec/)).toBeTruthy()
    expect(screen.queryByLabelText('New address')).toBeNull()
    await press('Withdraw the request')
    expect(await screen.findByText('No connection. Nothing was changed.')).toBeTruthy()
  })

  test('says who confirms it where no other administrator could', async () => {
    await showPage({ confirmable: false })
    expect(screen.getByText(/dure address/)).toBeTruthy()
    cleanup()
    await showPage({ request: asked, confirmable: false })
    expect(screen.getByText(/dure address/)).toBeTruthy()
  })

  test('says that a request was declined or lapsed, and asks anew', async () => {
    await showPage({ request: { ...asked, state: 'declined' } })
    expect(screen.getByText(/declined new@example.org/)).toBeTruthy()
    cleanup()
    await showPage({ request: { ...asked, state: 'lapsed' } })
    expect(screen.getByText(/within 14 days/)).toBeTruthy()
    expect(screen.getByLabelText('New address')).toBeTruthy()
  })
})
