import { type ComponentType, use } from 'react'
import { loadLaterWords } from '#client/lib/i18n.ts'

export type LazyPage = {
  Page: ComponentType
  /** Fetches the page's code; a fetch that failed is tried again by the next call. */
  preload(): Promise<ComponentType>
}

/**
 * A page whose code comes when it is first needed, and at once where it is already here. With it come the words of all
 * screens, unless the page is one that the first words are enough for.
 */
export function lazyPage(load: () => Promise<ComponentType>, { firstWords = false } = {}): LazyPage {
  let loading: Promise<ComponentType> | undefined
  let loaded: ComponentType | undefined

  function preload(): Promise<ComponentType> {
    loading ??= Promise.all([load(), firstWords || loadLaterWords()]).then(
      ([page]) => {
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
