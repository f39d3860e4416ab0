import { type ComponentType, use } from 'react'

export type LazyPage = {
  Page: ComponentType
  /** Fetches the page's code; a fetch that failed is tried again by the next call. */
  preload(): Promise<ComponentType>
}

/** A page whose code comes when it is first needed, and at once where it is already here. */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loading: Promise<ComponentType> | undefined
  let loaded: ComponentType | undefined

  function preload(): Promise<ComponentType> {
    loading ??= load().then(
      (page) => {
        loaded = page
        return page
      },
      (failure: unknown) => {
        loading = undefined
        throw failure
      },
    )
    return loading
  }

  function Page() {
    const Loaded = loaded ?? use(preload())
    return <Loaded />
  }
  return { Page, preload }
}
