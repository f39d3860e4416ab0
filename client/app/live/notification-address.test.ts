import { expect, test } from 'vitest'
import { allRoutes, routeAt } from '#client/app/shell/routes.ts'
import { paths } from '#client/lib/paths.ts'
import { inboxKinds } from '#shared/inbox/kinds.ts'
import { addressOf } from './notification-address.ts'

await allRoutes.preload()

const found = Object.fromEntries(inboxKinds.map((kind) => [kind, addressOf({ kind, entityId: 'one' })]))

test('every notification leads to a screen, and not back to the inbox', () => {
  for (const [kind, address] of Object.entries(found)) {
    expect(routeAt(address), kind).toBeDefined()
    expect(address, kind).not.toBe(paths.inbox)
  }
})

test('a notification leads to the screen of its feature', () => {
  expect(found).toMatchObject({
    approval_waiting: '/escalations/one',
    clock_at_risk: '/escalations/one',
    clock_overdue: '/escalations/one',
    escalation_news: '/escalations/one',
    escalation_hidden: '/escalations',
    mention: '/escalations/one',
    talk_requested: '/wellbeing/talks',
    talk_answered: '/wellbeing',
    note_shared: '/notes/one',
    note_replied: '/notes/one',
    recheck_asked: '/cases/one',
    look_answered: '/cases/one',
    dispute_raised: '/reviews/one',
    dispute_decided: '/reviews/one',
    review_replied: '/reviews/one',
    confirmation_waiting: '/me/roles',
    role_confirmed: '/me/roles',
    role_declined: '/me/roles',
    team_moved: '/me/roles',
    move_declined: '/me/roles',
    emergency_waiting: '/me/emergency/one',
    emergency_opened: '/me/emergency/one',
    emergency_ended: '/me/emergency/one',
    address_asked: '/me/address',
    address_confirmed: '/me/address',
    address_declined: '/me/address',
    hold_placed: '/me/retention',
    hold_ended: '/me/retention',
  })
})
