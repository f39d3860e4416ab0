import { use } from 'react'

export type LazyValue<Value> = {
  /** Fetches it once; a fetch that failed is tried again by the next call. */
  preload(): Promise<Value>
  /** Returns it while rendering: at once where it is here, else the screen waits for it. */
  useValue(): Value
}

/** Holds what comes in code of its own, when it is first needed. */
export function lazyValue<Value>(load: () => Promise<Value>): LazyValue<Value> {
  let loading: Promise<Value> | undefined

  function preload(): Promise<Value> {
    loading ??= load().then(
      (value) => {
        // As React marks a promise that it has waited for: this one need not be waited for once more.
        if (loading) Object.assign(loading, { status: 'fulfilled', value })
        return value
      },
      (failure: unknown) => {
        loading = undefined
        throw failure
      },
    )
    return loading
  }
  return { preload, useValue: () => use(preload()) }
}
