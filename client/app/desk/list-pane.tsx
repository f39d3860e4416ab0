import '#client/ui/pane.css'
import { type RefObject, Suspense, useLayoutEffect, useMemo } from 'react'
import { CurrentPage } from '#client/app/shell/current-page.tsx'
import { PageBoundary } from '#client/app/shell/page-boundary.tsx'
import { routeAt } from '#client/app/shell/routes.ts'
import { useT } from '#client/lib/i18n.ts'
import { type Pane, PaneContext } from '#client/ui/pane.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { pathOf } from './list-beside.ts'
import { ListNavigation } from './list-navigation.tsx'

type Props = {
  /** The element that it scrolls in. */
  scroller: RefObject<HTMLElement | null>
  /** The address of the list. */
  list: string
  /** The path of what was opened from it. */
  chosen: string | undefined
  /** How far each list was scrolled, by its path. */
  tops: Map<string, number>
  /** Takes another address for the same list; without it the page itself is the list's. */
  onNarrow: ((address: string) => void) | undefined
}

/** Milliseconds that a list may take to grow to the height it had. */
const patience = 1000

/** A list in a pane of its own, which scrolls by itself and says which of its rows is open. */
export function ListPane({ scroller, list, chosen, tops, onNarrow }: Props) {
  const t = useT()
  const path = pathOf(list)
  const pane = useMemo(
    (): Pane => ({
      scroller,
      isChosen: (to) => chosen === (typeof to === 'string' ? pathOf(to) : to.pathname),
    }),
    [scroller, chosen],
  )

  useLayoutEffect(() => {
    const wanted = tops.get(path) ?? 0
    const until = performance.now() + patience
    let frame = 0
    const grow = () => {
      const element = scroller.current
      if (!element || element.scrollTop >= wanted) return
      element.scrollTop = wanted
      if (performance.now() < until) frame = requestAnimationFrame(grow)
    }
    grow()
    return () => cancelAnimationFrame(frame)
  }, [tops, path, scroller])

  return (
    <section
      ref={scroller}
      className="list-pane"
      aria-label={t('desk.list')}
      onScroll={({ currentTarget }) => tops.set(path, currentTarget.scrollTop)}
    >
      <PaneContext value={pane}>
        <ListNavigation list={list} onNarrow={onNarrow}>
          <PageBoundary>
            <Suspense fallback={<Skeleton />}>
              <CurrentPage pathname={path} route={routeAt(path)} search={list.slice(path.length)} />
            </Suspense>
          </PageBoundary>
        </ListNavigation>
      </PaneContext>
    </section>
  )
}
