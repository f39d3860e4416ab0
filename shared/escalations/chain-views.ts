import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { stepSources } from './chain-rules.ts'
import { severity } from './fields.ts'

const instant = z.string()
const source = z.enum(stepSources)

export const chainView = z.object({
  number: z.int(),
  startsOn: z.string(),
  severities: z.array(severity),
  repeats: z.int(),
  steps: z.array(z.object({ source, person: z.nullable(personRef), minutes: z.int() })),
  setBy: personRef,
  setAt: instant,
})
export type ChainView = z.infer<typeof chainView>

/** The on-call chain of a team, for who leads or manages it. */
export const teamChain = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  zone: z.string(),
  /** The day that it is in the team's zone. */
  today: z.string(),
  /** How often a chain was set. */
  version: z.int(),
  /** Every chain that was set, the newest first. */
  chains: z.array(chainView),
  /** The calendar that was imported last; its turns that are not over, the first to begin first. */
  calendar: z.nullable(
    z.object({
      version: z.int(),
      source: z.string(),
      setBy: personRef,
      setAt: instant,
      turns: z.array(z.object({ person: personRef, startsAt: instant, endsAt: instant })),
    }),
  ),
  /** Whom a step may name: who leads the team or manages it. */
  people: z.array(z.object({ ...personRef.shape, role: z.enum(['lead', 'manager']) })),
})
export type TeamChain = z.infer<typeof teamChain>

export const callView = z.object({
  callId: z.uuid(),
  round: z.int(),
  /** From 1; 0 for the manager, where no step reached anybody. */
  place: z.int(),
  source: z.enum([...stepSources, 'manager']),
  person: z.nullable(personRef),
  /** For whom they stand in. */
  for: z.nullable(personRef),
  outcome: z.enum(['notified', 'barred', 'left', 'away', 'nobody']),
  at: instant,
})
export type CallView = z.infer<typeof callView>

/** Whom the on-call chain called about an escalation, in that order, and who is next. */
export const onCallView = z.object({
  /** The number of its opening; whoever takes it over says which. */
  cycle: z.int(),
  calls: z.array(callView),
  /** Null once somebody acknowledged it, or the chain is through. */
  next: z.nullable(z.object({ at: instant, source: z.nullable(source), person: z.nullable(personRef) })),
})
export type OnCallView = z.infer<typeof onCallView>
