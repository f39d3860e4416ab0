import { act, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { BrowserRouter, useLocation } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { listenForBack } from '#client/lib/close-on-back.ts'
import { I18nProvider } from '#client/lib/i18n.ts'
import { en } from '#tests/support/catalogues.ts'
import { press } from '#tests/support/component/entering.ts'
import { Sheet } from './sheet.tsx'

function Page() {
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  return (
    <>
      <p>{`at ${pathname}`}</p>
      <button type="button" onClick={() => setOpen(true)}>
        open
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title="A sheet">
        <p>content</p>
      </Sheet>
    </>
  )
}

listenForBack()

/** In the browser's own history, as the app is: the router of `show` has one of its own. */
const showPage = () =>
  render(
    <I18nProvider locale="en" catalogue={en} timeZone="Asia/Seoul">
      <BrowserRouter useTransitions={false}>
        <Page />
      </BrowserRouter>
    </I18nProvider>,
  )
const popped = () => new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 50)))

afterEach(() => window.history.replaceState(null, '', '/'))

test('Back closes an open sheet and the route stays; the next Back goes back', async () => {
  window.history.replaceState({ idx: 0 }, '', '/first')
  window.history.pushState({ idx: 1 }, '', '/second')
  showPage()
  await screen.findByText('at /second')
  await press('open')
  await screen.findByText('content')
  await act(async () => window.history.back())
  await settled()
  expect(screen.queryByText('content')).toBeNull()
  expect(window.location.pathname).toBe('/second')
  expect(screen.getByText('at /second')).toBeDefined()
  const gone = popped()
  await act(async () => {
    window.history.back()
    await gone
  })
  await screen.findByText('at /first')
})
