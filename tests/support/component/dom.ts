import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'
import { addPopovers } from './popover.ts'

addPopovers()

/** There is no network: the read cache has what a test puts into it. */
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

/** What a component test showed is gone before the next one. */
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
