import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

// The DOM in memory has no popovers: a menu is in it whether it is shown or not.
HTMLElement.prototype.showPopover ??= () => undefined
HTMLElement.prototype.hidePopover ??= () => undefined

/** There is no network: the read cache has what a test puts into it. */
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

/** What a component test showed is gone before the next one. */
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
