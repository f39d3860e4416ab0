import { act, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { discard } from '#client/offline/outbox/parked-work.ts'
import { useOffline, usePendingWork } from '#client/offline/react/offline-context.ts'
import { inbox } from '#shared/inbox/contracts.ts'
import { show } from '#tests/support/component/show.tsx'
import { SignOutSheet } from './sign-out-sheet.tsx'

/** Draws anew whenever the phone's unsent work changes, as Me does. */
function Leaving() {
  const { outbox } = useOffline()
  const unsent = usePendingWork().length
  return (
    <>
      <p>{`left: ${unsent}`}</p>
      <SignOutSheet outbox={outbox} leave={() => new Promise(() => {})} onClose={() => {}} />
    </>
  )
}

/** Opens over the sheet's outbox, which only a signed-in component can reach. */
function Opener() {
  const [open, setOpen] = useState(false)
  return open ? (
    <Leaving />
  ) : (
    <button type="button" onClick={() => setOpen(true)}>
      open
    </button>
  )
}

test('offers what it asked at first, though the work leaves the phone under the open sheet', async () => {
  const { outbox, sent } = await show(<Opener />)
  const { commandId } = await enqueueCommand(outbox, inbox.read, {
    input: { inboxIds: [crypto.randomUUID()] },
    base: null,
  })
  await sent()
  await act(async () => {
    fireEvent.click(screen.getByText('open'))
  })
  const asked = await screen.findByRole('button', { name: 'Send first, then sign out' })
  screen.getByText('left: 1')
  await act(async () => {
    await discard(outbox, commandId, [])
  })
  await sent()
  screen.getByText('left: 0')
  expect(screen.getByRole('button', { name: 'Send first, then sign out' })).toBe(asked)
})
