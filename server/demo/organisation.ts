import { createHash } from 'node:crypto'
import { type Calendar, iso, plusDays } from './calendar.ts'
import type { DemoInput, MakeId } from './identity.ts'
import {
  type DemoMembership,
  type DemoPerson,
  emailOf,
  leadOf,
  newJoiner,
  people,
  type Since,
  type TeamKey,
  teamIn,
  teams,
} from './people.ts'
import { termNames } from './queues.ts'
import type { DemoRows, RowOf } from './rows.ts'
import { areas, policies } from './story.ts'

export const demoName = '두레 데모 / Dure demo'
/** Weeks before the demo's first in which the organisation began, and after its last in which the invitation ends. */
const startedBefore = 90
const invitationDays = 365

/** Returns what the invitation's address ends with. The demo's password is printed as well: neither guards anything. */
export function invitationToken(seed: string): string {
  return createHash('sha256').update(`invitation ${seed}`).digest('base64url')
}

export const invitationHash = (token: string): Buffer => createHash('sha256').update(token).digest()

type Setting = DemoInput & { id: MakeId; calendar: Calendar; passwordHash: string }

/** The organisation, its people, teams and standings, and how they sign in. */
export function organisationRows(
  setting: Setting,
): Pick<
  DemoRows,
  | 'org'
  | 'person'
  | 'team'
  | 'membership'
  | 'sign_in'
  | 'invitation'
  | 'feed_epoch'
  | 'calendar_day'
  | 'policy'
  | 'term_name'
> {
  const { id, calendar, seed, today, passwordHash } = setting
  const org_id = id('org')
  const began = dayOfWeek(calendar, -startedBefore)
  const created_at = iso(calendar.instant(began, 9 * 60))
  const withSignIn = people.filter(({ key }) => key !== newJoiner)
  return {
    org: [{ org_id, name: demoName, zone: 'Asia/Seoul', offline_hours: 72, created_at }],
    person: people.map((person) => personRow(person, { org_id, created_at, id, calendar })),
    team: Object.entries(teams).map(([key, { name, zone, parent }]) => ({
      org_id,
      team_id: id('team', key),
      parent_id: parent && id('team', parent),
      name,
      zone,
      target_accuracy: 0.95,
      limit_missed: 0.03,
      limit_over_enforced: 0.03,
      audited_through: null,
      version: 1,
      created_at,
    })),
    membership: people.flatMap((person, place) =>
      person.memberships.map((membership, i) => ({
        org_id,
        membership_id: id('membership', person.key, i),
        person_id: id('person', person.key),
        ...byServer(created_at),
        ...membershipRow(membership, place, { calendar, id }),
      })),
    ),
    sign_in: withSignIn.map(({ key }) => ({
      email: emailOf(key),
      org_id,
      person_id: id('person', key),
      password_hash: passwordHash,
      changed_at: created_at,
    })),
    invitation: [
      {
        token_hash: invitationHash(invitationToken(seed)),
        org_id,
        person_id: id('person', newJoiner),
        email: emailOf(newJoiner),
        expires_at: iso(calendar.instant(plusDays(today, invitationDays), 0)),
        used_at: null,
        ...byServer(created_at),
      },
    ],
    feed_epoch: [{ org_id, epoch: id('epoch'), swept_xid: '0' }],
    calendar_day: (calendar.ownDayOff === null ? [] : [calendar.ownDayOff]).map((day) => ({
      ...{ org_id, zone: calendar.zone, day, works: false, name: '창립기념일 · Founding day' },
      ...{ by_id: id('person', 'sora.jin'), applied_at: created_at, version: 1 },
    })),
    // Areas first: what lies in them names them.
    policy: [
      ...areas.map(({ code, ko, en }) => ({ org_id, code, name_ko: ko, name_en: en, parent: null })),
      ...policies.map(({ code, ko, en }) => ({
        ...{ org_id, code, name_ko: ko, name_en: en },
        parent: areas.find((area) => area.holds.includes(code))?.code ?? null,
      })),
    ],
    term_name: termNames.map(([kind, code, name_ko, name_en]) => ({ org_id, kind, code, name_ko, name_en })),
  }
}

function personRow(
  { key, name, locale, reference }: DemoPerson,
  {
    org_id,
    created_at,
    id,
    calendar,
  }: { org_id: string; created_at: string; id: MakeId; calendar: Calendar },
): RowOf<'person'> {
  return {
    org_id,
    person_id: id('person', key),
    name,
    reference: reference ?? null,
    locale,
    theme: 'system',
    team_order: orderOf(key).map((analyst) => id('person', analyst)),
    welcomed_at:
      key === newJoiner ? null : iso(calendar.instant(calendar.weeks[0] ?? calendar.today, 10 * 60)),
    quiet_from: '22:00',
    quiet_until: '08:00',
    version: 1,
    created_at,
  }
}

/** A lead's own order of their team, as they sit: by shift, whatever the figures. */
function orderOf(lead: string): string[] {
  const now = Number.MAX_SAFE_INTEGER
  return people
    .filter((person) => {
      const team = person.pace === undefined ? undefined : teamIn(person, now)
      return team !== undefined && leadOf[team] === lead
    })
    .sort((a, b) => (a.shiftFrom ?? 0) - (b.shiftFrom ?? 0))
    .map(({ key }) => key)
}

/** Given by whoever runs the server, at once. */
const byServer = (timestamp: string) => ({
  ...{ given_by: null, given_at: timestamp, confirmed_by: null, confirmed_at: timestamp },
})

function membershipRow(
  { role, team, function: partnerFunction, from = 'always', until }: DemoMembership,
  place: number,
  { calendar, id }: { calendar: Calendar; id: MakeId },
): Pick<
  RowOf<'membership'>,
  'role' | 'team_id' | 'function' | 'starts_on' | 'ends_on' | 'given_at' | 'confirmed_at'
> {
  // Nobody began on the same day as everybody else.
  const began = dayOfWeek(calendar, from === 'always' ? -startedBefore + 2 * place : from)
  return {
    role,
    team_id: team ? id('team', team satisfies TeamKey) : null,
    function: partnerFunction ?? null,
    starts_on: began,
    given_at: `${began}T00:00:00Z`,
    confirmed_at: `${began}T00:00:00Z`,
    ends_on: until === undefined ? null : dayOfWeek(calendar, until),
  }
}

function dayOfWeek(calendar: Calendar, week: Exclude<Since, 'always'>): string {
  return plusDays(calendar.weeks[0] ?? calendar.today, 7 * week)
}
