import type { ComponentType } from 'react'
import type { TimelineSource } from './timeline.ts'

/** What a feature shows on a person's page, and on that person's own. */
export interface PersonSlots {
  /** Stands above the parts; shows nothing where there is nothing. */
  readonly Panel?: ComponentType<{ personId: string }>
  readonly timeline?: TimelineSource
}
