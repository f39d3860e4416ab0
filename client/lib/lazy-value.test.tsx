import { act, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, test, vi } from 'vitest'
import { lazyValue } from './lazy-value.ts'

function showing(load: () => Promise<string>) {
  const value = lazyValue(load)
  const Shown = () => <p>{value.useValue()}</p>
  const screenOf = (
    <Suspense fallback={<p>waiting</p>}>
      <Shown />
    </Suspense>
  )
  return { value, screenOf }
}

test('what is here already is drawn at once', async () => {
  const { value, screenOf } = showing(async () => 'here')
  await value.preload()
  render(screenOf)
  expect(screen.getByText('here')).toBeDefined()
})

test('a screen that waited for a moment goes on without a word from React', async () => {
  const said = vi.spyOn(console, 'error')
  const { screenOf } = showing(async () => 'soon')
  await act(async () => void render(screenOf))
  expect(screen.getByText('soon')).toBeDefined()
  expect(said).not.toHaveBeenCalled()
})

test('a fetch that failed is tried again by the next call', async () => {
  let tries = 0
  const { value } = showing(async () => {
    tries += 1
    if (tries === 1) throw new Error('No network')
    return 'second'
  })
  await expect(value.preload()).rejects.toThrow('No network')
  expect(await value.preload()).toBe('second')
})
