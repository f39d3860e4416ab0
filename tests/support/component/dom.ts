import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'
import { createPhoneLocks } from '#tests/support/phone-locks.ts'
import { addPopovers } from './popover.ts'

addPopovers()
// Nor has it locks, which an editor with unsent words holds.
Object.defineProperty(navigator, 'locks', { value: createPhoneLocks().forTab({}) })

/** There is no network: the read cache has what a test puts into it. */
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

/** What a component test showed is gone before the next one. */
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
