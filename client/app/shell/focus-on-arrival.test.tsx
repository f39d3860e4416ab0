import { act, cleanup, render } from '@testing-library/react'
import { type ReactNode, Suspense, use } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { afterPaint } from './after-paint.ts'
import { FocusOnArrival, useFocusBefore } from './focus-on-arrival.tsx'

const painted = () => act(() => new Promise<void>((done) => afterPaint(done)))
const focused = () => document.activeElement

const Title = () => <h1>Search</h1>
const WithField = () => (
  <>
    <h1>Search</h1>
    <input type="search" ref={(field) => field?.focus()} />
  </>
)
function Late({ code }: { code: Promise<void> }) {
  use(code)
  return <Title />
}

function App({ navigation, children }: { navigation: string; children: ReactNode }) {
  const before = useFocusBefore(navigation)
  return (
    <>
      <Suspense fallback={<p>…</p>} key={navigation}>
        {children}
        <FocusOnArrival before={before} />
      </Suspense>
      <a href="/team">Team</a>
    </>
  )
}

let show: (navigation: string, page: ReactNode) => Promise<void>

beforeEach(async () => {
  const { rerender } = render(
    <App navigation="first">
      <Title />
    </App>,
  )
  show = (navigation, page) => act(async () => rerender(<App navigation={navigation}>{page}</App>))
  await painted()
})
afterEach(cleanup)

test('the first screen is left to the browser', () => {
  expect(focused()).toBe(document.body)
})

test('the title of a new page takes the focus from the link that led to it', async () => {
  document.querySelector('a')?.focus()
  await show('second', <Title />)
  await painted()
  expect(focused()?.textContent).toBe('Search')
})

test('a page that puts the focus into its own field keeps it there, each time it is arrived at', async () => {
  for (const navigation of ['second', 'third']) {
    await show(navigation, <WithField />)
    await painted()
    expect(focused()?.tagName).toBe('INPUT')
  }
})

test('a page whose code comes late has its title said then, unless somebody has gone on', async () => {
  for (const goesOn of [false, true]) {
    const { promise: code, resolve } = Promise.withResolvers<void>()
    await show(`late ${goesOn}`, <Late code={code} />)
    await painted()
    if (goesOn) document.querySelector('a')?.focus()
    await act(async () => resolve())
    await painted()
    expect(focused()?.tagName).toBe(goesOn ? 'A' : 'H1')
  }
})
