import type { ComponentType } from 'react'
import { loadLaterMessages } from '#client/lib/i18n.ts'
import { lazyValue } from './lazy-value.ts'

export type LazyPage = {
  Page: ComponentType
  /** Fetches the page's code; a fetch that failed is tried again by the next call. */
  preload(): Promise<ComponentType>
}

type Needs = {
  /** The page is one that the first words are enough for. */
  firstMessages?: boolean
  /** What the page renders with besides its own code. */
  with?: readonly { preload(): Promise<unknown> }[]
}

/**
 * Returns a page whose code comes when it is first needed, and at once where it is already here. With it come the words of
 * all screens, unless the first are enough.
 */
export function lazyPage(
  load: () => Promise<ComponentType>,
  { firstMessages = false, with: values = [] }: Needs = {},
): LazyPage {
  const { preload, useValue } = lazyValue(async () => {
    const [page] = await Promise.all([
      load(),
      firstMessages || loadLaterMessages(),
      ...values.map((value) => value.preload()),
    ])
    return page
  })
  function Page() {
    const Loaded = useValue()
    return <Loaded />
  }
  return { Page, preload }
}
