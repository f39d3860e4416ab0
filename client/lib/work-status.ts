import { createContext, useContext } from 'react'

/** Describes what every header says of the connection and of the writer's own work. */
export type WorkStatus = {
  online: boolean
  state: 'sent' | 'local' | 'sending' | 'attention'
  /** Pieces of work that are not sent yet. */
  n: number
}

export const WorkStatusContext = createContext<WorkStatus>({ online: true, state: 'sent', n: 0 })
export const useWorkStatus = (): WorkStatus => useContext(WorkStatusContext)
