import type { ComponentType } from 'react'
import type { PlainKey } from '#client/lib/i18n.ts'
import type { TimelineSource } from './timeline.ts'

/** What a feature shows on a person's page, and on that person's own. */
export interface PersonSlots {
  /** A part of the page beside timeline, scorecard and actions: its name in the address and its label. */
  readonly part?: {
    readonly value: string
    readonly label: PlainKey
    readonly Content: ComponentType<{ personId: string }>
  }
  readonly timeline?: TimelineSource
}
