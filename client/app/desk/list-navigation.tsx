import { type ReactNode, useContext, useMemo } from 'react'
import { createPath, UNSAFE_NavigationContext as NavigationContext } from 'react-router'
import { pathOf } from './list-beside.ts'

/** Marks an address that a row of the list opened. */
const opened = { fromList: true }

/** Returns whether this history entry was opened from the list beside the page. */
export const isFromList = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'fromList' in state && state.fromList === true

type Props = { list: string; onNarrow: ((address: string) => void) | undefined; children: ReactNode }

/**
 * Leads the links of the list to the page beside it. Only another question to the same list stays in the list, so that
 * narrowing it does not close what is open.
 */
export function ListNavigation({ list, onNarrow, children }: Props) {
  const navigation = useContext(NavigationContext)
  const value = useMemo(() => {
    const { navigator } = navigation
    return {
      ...navigation,
      navigator: {
        createHref: navigator.createHref,
        go: navigator.go,
        ...(navigator.encodeLocation ? { encodeLocation: navigator.encodeLocation } : {}),
        push: (to, state, options) =>
          navigator.push(to, { ...(typeof state === 'object' ? state : {}), ...opened }, options),
        replace: (to, state, options) => {
          const address = typeof to === 'string' ? to : createPath(to)
          if (onNarrow && pathOf(address) === pathOf(list)) onNarrow(address)
          else navigator.replace(to, state, options)
        },
      } satisfies typeof navigator,
    }
  }, [navigation, list, onNarrow])
  return <NavigationContext value={value}>{children}</NavigationContext>
}
