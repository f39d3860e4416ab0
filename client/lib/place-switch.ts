import { createContext, useContext } from 'react'

/** The screens that share one place of the bar, for who holds several roles. */
export type PlaceChoice = { to: string; label: string }

export const PlaceSwitchContext = createContext<readonly PlaceChoice[]>([])
export const usePlaceSwitch = (): readonly PlaceChoice[] => useContext(PlaceSwitchContext)
