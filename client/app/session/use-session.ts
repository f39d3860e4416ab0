import { useSyncExternalStore } from 'react'
import { type SessionState, sessionState } from './session-state.ts'

export const useSessionState = (): SessionState =>
  useSyncExternalStore(sessionState.subscribe, sessionState.get)
