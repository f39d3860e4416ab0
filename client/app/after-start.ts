import { use } from 'react'
import type { AfterStart } from '#client/lib/after-start.ts'
import { features } from './features.ts'

let loading: Promise<readonly AfterStart[]> | undefined
let loaded: readonly AfterStart[] | undefined

/** Fetches what the features need once the first screen stands; a fetch that failed is tried again by the next call. */
export function loadAfterStart(): Promise<readonly AfterStart[]> {
  loading ??= Promise.all(Object.values(features).map(({ afterStart }) => afterStart())).then(
    (parts) => {
      loaded = parts
      return parts
    },
    (failure: unknown) => {
      loading = undefined
      throw failure
    },
  )
  return loading
}

/** The same for a screen, which waits for it where it is not here yet. */
export const useAfterStart = (): readonly AfterStart[] => loaded ?? use(loadAfterStart())
