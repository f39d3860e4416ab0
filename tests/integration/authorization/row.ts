import type { SignedIn } from '#tests/support/app.ts'
import type { Persona } from './world.ts'

/** One procedure in one state, and who may. */
export interface Row {
  procedure: string
  state: string
  input: (who: SignedIn) => Promise<unknown> | unknown
  allowed: readonly Persona[]
  /** A stranger may call it too. */
  open?: boolean
  /** What the allowed get, where it is a refusal of another kind. */
  answer?: string
}
