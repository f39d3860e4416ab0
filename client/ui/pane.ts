import { createContext, type RefObject, useContext } from 'react'
import type { To } from 'react-router'

/** A list that stands beside the page: in what it scrolls, and what is open of it. */
export interface Pane {
  readonly scroller: RefObject<HTMLElement | null>
  readonly isChosen: (to: To) => boolean
}

export const PaneContext = createContext<Pane | undefined>(undefined)

/** Returns the list's pane for what is drawn in one; undefined in the page itself. */
export const usePane = (): Pane | undefined => useContext(PaneContext)
