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
  let loaded: { value: Value } | undefined

  function preload(): Promise<Value> {
    loading ??= load().then(
      (value) => {
        loaded = { value }
        return value
      },
      (failure: unknown) => {
        loading = undefined
        throw failure
      },
    )
    return loading
  }
  return { preload, useValue: () => (loaded ? loaded.value : use(preload())) }
}
