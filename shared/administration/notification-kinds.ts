import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const administrationNotifications = {
  /** To who may confirm it: a role, an invitation or an address waits. */
  confirmation_waiting: { ...plain, counted: true },
  /** To the person, their team and the managers above: who gave and who confirmed it. */
  role_confirmed: plain,
  /** To the team, the managers before and after, and who asked: who moved the team and who confirmed it. */
  team_moved: plain,
  /** To who asked: a move was declined. */
  move_declined: plain,
  /** To who gave it: a role or an invitation was declined. */
  role_declined: plain,
  /** To the person's own devices: another sign-in address was asked for, in their name. */
  address_asked: plain,
  /** To the person: they sign in with it from now on. */
  address_confirmed: plain,
  address_declined: plain,
  /** To whom a legal hold is on, unless it says why not: their records are kept. */
  hold_placed: plain,
  hold_ended: plain,
  /** To other administrators: an erasure, the end of a hold or a period waits to be confirmed. */
  request_waiting: { ...plain, counted: true },
  /** To who asked: it was confirmed or declined. */
  request_decided: plain,
} as const satisfies Record<string, KindRules>
