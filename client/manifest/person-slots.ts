import type { ComponentType } from 'react'
import type { PlainKey } from '#client/lib/i18n.ts'
import type { TimelineSource } from './timeline.ts'

/** The parts and timeline entries that a feature has of a person, for the lead's page and the person's own. */
export interface PersonSlots {
  /** A part of the page beside timeline and scorecard: its name in the address and its label. */
  readonly part?: {
    readonly value: string
    readonly label: PlainKey
    readonly Content: ComponentType<{ personId: string }>
  }
  readonly timeline?: TimelineSource
}
