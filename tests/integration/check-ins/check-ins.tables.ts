import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { officeWeather } from '#server/demo/office-weather.ts'
import { checkInAudiences } from '#shared/check-ins/rules.ts'
import { type Actor, can } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

const checkInFacts = (world: PolicyDatabase, row: Row<'check_in'>) => ({
  personId: row.person_id,
  audience: row.audience,
  readerId: row.reader_id,
  teamId: row.team_id,
  inTeam: world.standsIn(row, row.person_id),
})
const talkFacts = (world: PolicyDatabase, row: Row<'talk_request'>) => ({
  askerId: row.asker_id,
  addresseeId: row.addressee_id,
  teamId: row.team_id,
  inTeam: world.standsIn(row, row.asker_id),
})
const offerFacts = (world: PolicyDatabase, row: Row<'talk_offer'>) => ({
  personId: row.person_id,
  audience: 'lead' as const,
  readerId: row.lead_id,
  teamId: row.team_id,
  inTeam: world.standsIn(row, row.person_id),
})
/** The person asked the actor to talk, and the actor may answer. */
export const asksToTalk = (
  world: PolicyDatabase,
  { person_id }: { person_id: string },
  actor: Actor,
): boolean =>
  ofOrg(world.rows.talk_request, actor).some(
    (talk) => talk.asker_id === person_id && can(actor, 'talk.answer', talkFacts(world, talk)),
  )
const own = (actor: Actor, row: { person_id: string }) =>
  can(actor, 'check-in.own', { personId: row.person_id })
/** The person is an analyst of that team today, in that very role. */
function isAnalyst(
  world: PolicyDatabase,
  { org_id, team_id, person_id }: { org_id: string; team_id: string; person_id: string },
): boolean {
  const zone = world.rows.org.find((org) => org.org_id === org_id)?.zone ?? 'UTC'
  const today = Temporal.Now.plainDateISO(zone).toString()
  return world.rows.membership.some(
    (membership) =>
      membership.role === 'analyst' &&
      membership.org_id === org_id &&
      membership.team_id === team_id &&
      membership.person_id === person_id &&
      membership.confirmed_at !== null &&
      membership.starts_on <= today &&
      (membership.ends_on === null || membership.ends_on > today),
  )
}
const rotationFacts = (world: PolicyDatabase, row: Row<'rotation_request'>) => ({
  personId: row.person_id,
  teamId: row.team_id,
  inTeam: isAnalyst(world, row),
})
const ofTeam = (actor: Actor, row: { team_id: string }) => can(actor, 'team.read', { teamId: row.team_id })

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    check_in_consent: ['consent_id', own],
    check_in: ['check_in_id', (actor, row, world) => can(actor, 'check-in.read', checkInFacts(world, row))],
    check_in_answer: [
      'check_in_id',
      (actor, row, world) =>
        can(actor, 'check-in.read', checkInFacts(world, world.one('check_in', 'check_in_id', row))),
    ],
    check_in_view: [
      'check_in_id',
      (actor, row) => row.person_id === actor.person || row.viewer_id === actor.person,
    ],
    talk_request: ['request_id', (actor, row, world) => can(actor, 'talk.read', talkFacts(world, row))],
    talk_offer: [
      'offer_id',
      (actor, row, world) =>
        row.person_id === actor.person || can(actor, 'talk.offer', offerFacts(world, row)),
    ],
    exposure_budget: [
      'team_id',
      (actor, row) => ofTeam(actor, row) || can(actor, 'budget.read', { teamId: row.team_id }),
    ],
    exposure_entry: ['entry_id', own],
    check_in_rhythm: ['person_id', own],
    check_in_follow_up: ['follow_up_id', own],
    content_pack: ['pack_id', () => true],
    questionnaire_consent: ['consent_id', own],
    questionnaire_answer: ['answer_id', own],
    topic_opt_out: ['person_id', own],
    rotation_setting: ['person_id', own],
    rotation_request: [
      'rotation_id',
      (actor, row, world) => can(actor, 'rotation.read', rotationFacts(world, row)),
    ],
    wellbeing_setting: ['org_id', () => true],
    check_in_total: ['team_id', ofTeam],
  },
  writes: {
    'check-in.own': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.check_in_consent, actor))
      const person = pick([actor.person, actor.person, like.person_id])
      const given = world.rows.check_in_consent.some(
        (row) => row.org_id === actor.org && row.person_id === actor.person && row.given,
      )
      return {
        // Own, and not without consent.
        expected: can(actor, 'check-in.own', { personId: person }) && given,
        statement: (db) =>
          sql`insert into check_in (org_id, check_in_id, person_id, audience, claimed_at)
          values (${actor.org}, ${uuidv7()}, ${person}, 'me', now())`.execute(db),
      }
    },
    'check-in.own, taken back': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.check_in, actor).slice(0, 8))
      return {
        expected: can(actor, 'check-in.own', { personId: row.person_id }),
        statement: (db) =>
          sql`update check_in set audience = 'me', reader_id = null, team_id = null
          where check_in_id = ${row.check_in_id}`.execute(db),
      }
    },
    'check-in.own, deleted': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.check_in, actor).slice(0, 8))
      return {
        expected: can(actor, 'check-in.own', { personId: row.person_id }),
        statement: (db) => sql`delete from check_in where check_in_id = ${row.check_in_id}`.execute(db),
      }
    },
    'check-in.own, when one is asked': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.check_in_rhythm, actor))
      const own = ofOrg(world.rows.check_in_rhythm, actor).find(({ person_id }) => person_id === actor.person)
      const { person_id } = pick([row, own ?? row])
      return {
        expected: can(actor, 'check-in.own', { personId: person_id }),
        statement: (db) =>
          sql`update check_in_rhythm set weekday = 2 where person_id = ${person_id}`.execute(db),
      }
    },
    'check-in.own, asked for later': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.check_in_consent, actor))
      const person = pick([actor.person, actor.person, like.person_id])
      const given = world.rows.check_in_consent.some(
        (row) => row.org_id === actor.org && row.person_id === actor.person && row.given,
      )
      return {
        expected: can(actor, 'check-in.own', { personId: person }) && given,
        statement: (db) =>
          sql`insert into check_in_follow_up (org_id, follow_up_id, person_id, day)
          values (${actor.org}, ${uuidv7()}, ${person}, '2026-02-02')`.execute(db),
      }
    },
    'check-in.own, asked for no more': (actor, pick, world) => {
      const rows = ofOrg(world.rows.check_in_follow_up, actor)
      const row = pick(rows)
      const own = rows.find(({ person_id }) => person_id === actor.person)
      const { follow_up_id, person_id } = pick([row, own ?? row])
      return {
        expected: can(actor, 'check-in.own', { personId: person_id }),
        statement: (db) =>
          sql`delete from check_in_follow_up where follow_up_id = ${follow_up_id}`.execute(db),
      }
    },
    'check-in.read, logged': (actor, pick, world) => {
      const seen = new Set(world.rows.check_in_view.map(({ check_in_id }) => check_in_id))
      const shared = ofOrg(world.rows.check_in, actor).filter(
        ({ audience, check_in_id }) => audience === 'lead' && !seen.has(check_in_id),
      )
      const withActor = shared.filter(({ reader_id }) => reader_id === actor.person)
      const row = pick(pick([withActor.length > 0 ? withActor : shared, shared]))
      const facts = checkInFacts(world, row)
      return {
        expected: can(actor, 'check-in.read', facts) && actor.person !== row.person_id,
        statement: (db) =>
          sql`insert into check_in_view (org_id, check_in_id, viewer_id, person_id)
          values (${actor.org}, ${row.check_in_id}, ${actor.person}, ${row.person_id})`.execute(db),
      }
    },
    'talk.answer': (actor, pick, world) => {
      const requests = ofOrg(world.rows.talk_request, actor)
      const answerable = requests.filter((request) => can(actor, 'talk.answer', talkFacts(world, request)))
      // Few may answer a request taken at random: one that the actor may answer comes every other time.
      const row = pick(answerable.length > 0 && pick([true, false]) ? answerable : requests.slice(0, 12))
      const facts = talkFacts(world, row)
      return {
        expected: can(actor, 'talk.answer', facts),
        statement: (db) =>
          sql`update talk_request set state = 'answered', answer = 'will_talk', answered_at = now()
          where request_id = ${row.request_id}`.execute(db),
      }
    },
    'talk.offer': (actor, pick, world) => {
      const shared = ofOrg(world.rows.check_in, actor).filter(({ audience }) => audience === 'lead')
      const withActor = shared.filter(({ reader_id }) => reader_id === actor.person)
      const row = pick(withActor.length > 0 && pick([true, false]) ? withActor : shared)
      // Any check-in of the person in that team will do.
      const same = shared.filter(
        ({ person_id, team_id }) => person_id === row.person_id && team_id === row.team_id,
      )
      return {
        expected: same.some((other) => can(actor, 'talk.offer', checkInFacts(world, other))),
        statement: (db) =>
          sql`insert into talk_offer (org_id, offer_id, person_id, lead_id, team_id)
          values (${actor.org}, ${uuidv7()}, ${row.person_id}, ${actor.person}, ${row.team_id})`.execute(db),
      }
    },
    'talk.withdraw': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.talk_request, actor).slice(0, 12))
      return {
        expected: can(actor, 'talk.withdraw', talkFacts(world, row)),
        statement: (db) =>
          sql`update talk_request set state = 'withdrawn', ended_at = now()
          where request_id = ${row.request_id}`.execute(db),
      }
    },
    'check-in.own, a topic': (actor, pick, world) => {
      const person = pick([actor.person, pick(ofOrg(world.rows.person, actor)).person_id])
      return {
        expected: can(actor, 'check-in.own', { personId: person }),
        statement: (db) =>
          sql`insert into topic_opt_out (org_id, person_id, policy) values (${actor.org}, ${person}, 'HATE')
          on conflict (org_id, person_id, policy) do nothing`
            .execute(db)
            // One that is there already is no refusal.
            .then((result) => ({ ...result, numAffectedRows: 1n })),
      }
    },
    'check-in.own, read in': (actor, pick, world) => {
      const person = pick([actor.person, pick(ofOrg(world.rows.person, actor)).person_id])
      return {
        expected: can(actor, 'check-in.own', { personId: person }),
        statement: (db) =>
          sql`insert into exposure_entry (org_id, entry_id, person_id, day, harm, minutes, severity, source)
          values (${actor.org}, ${uuidv7()}, ${person}, '2026-01-05', 'other', 10, 'low', 'file')`.execute(
            db,
          ),
      }
    },
    'rotation.ask': (actor, pick, world) => {
      const asked = new Set(
        ofOrg(world.rows.rotation_request, actor).flatMap(({ state, person_id }) =>
          state === 'open' ? [person_id] : [],
        ),
      )
      const own = actor.roles.flatMap(({ role, teamId }) => (role === 'analyst' && teamId ? [teamId] : []))
      const teamId =
        own.length > 0 && pick([true, true, false]) ? pick(own) : pick(ofOrg(world.rows.team, actor)).team_id
      // Whoever waits already asks no second time: the tables see to that, and not who may ask.
      const others = ofOrg(world.rows.person, actor).filter(({ person_id }) => !asked.has(person_id))
      const personId =
        !asked.has(actor.person) && pick([true, true, false]) ? actor.person : pick(others).person_id
      return {
        expected: can(actor, 'rotation.ask', { personId, teamId }),
        statement: (db) =>
          sql`insert into rotation_request (org_id, rotation_id, person_id, team_id)
          values (${actor.org}, ${uuidv7()}, ${personId}, ${teamId})`.execute(db),
      }
    },
    'rotation.settle': (actor, pick, world) => {
      const open = ofOrg(world.rows.rotation_request, actor).filter(({ state }) => state === 'open')
      const settled = open.filter((row) => can(actor, 'rotation.settle', rotationFacts(world, row)))
      const row = pick(settled.length > 0 && pick([true, false]) ? settled : open)
      return {
        expected: can(actor, 'rotation.settle', rotationFacts(world, row)),
        statement: (db) =>
          sql`update rotation_request set state = 'talked', settled_by = ${actor.person}, ended_at = now()
          where rotation_id = ${row.rotation_id}`.execute(db),
      }
    },
    'check-in.own, a rotation withdrawn': (actor, pick, world) => {
      const open = ofOrg(world.rows.rotation_request, actor).filter(({ state }) => state === 'open')
      const mine = open.filter(({ person_id }) => person_id === actor.person)
      const row = pick(mine.length > 0 && pick([true, false]) ? mine : open)
      return {
        expected: can(actor, 'check-in.own', { personId: row.person_id }),
        statement: (db) =>
          sql`update rotation_request set state = 'withdrawn', ended_at = now()
          where rotation_id = ${row.rotation_id}`.execute(db),
      }
    },
    'budget.set': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.exposure_budget, actor))
      return {
        expected: can(actor, 'budget.set', { teamId: team_id }),
        statement: (db) =>
          sql`update exposure_budget set minutes_per_day = 100 where team_id = ${team_id}`.execute(db),
      }
    },
    'check-in.own, an answer to a questionnaire': (actor, pick, world) => {
      const { person_id: other } = pick(ofOrg(world.rows.questionnaire_consent, actor))
      const person = pick([actor.person, actor.person, other])
      const consented = world.rows.questionnaire_consent.some(
        (row) => row.org_id === actor.org && row.person_id === actor.person && row.given,
      )
      return {
        expected: can(actor, 'check-in.own', { personId: person }) && consented,
        statement: (db) =>
          sql`insert into questionnaire_answer (org_id, answer_id, person_id, pack_id, claimed_at, contents)
          values (${actor.org}, ${uuidv7()}, ${person}, 'office-weather', now(), ${Buffer.alloc(32)})`.execute(
            db,
          ),
      }
    },
    'check-in.own, an answer deleted': (actor, pick, world) => {
      const rows = ofOrg(world.rows.questionnaire_answer, actor)
      const row = pick(rows)
      const own = rows.find(({ person_id }) => person_id === actor.person)
      const { answer_id, person_id } = pick([row, own ?? row])
      return {
        expected: can(actor, 'check-in.own', { personId: person_id }),
        statement: (db) => sql`delete from questionnaire_answer where answer_id = ${answer_id}`.execute(db),
      }
    },
    'people.administer, a questionnaire turned on': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update content_pack set turned_on = true`.execute(db),
    }),
    'people.administer, what is offered': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update wellbeing_setting set retention_days = 60`.execute(db),
    }),
  },
}

function rowsOf(generator: Generator) {
  const { org: org_id, teams, people, id, many, pick, random, day, ago, somebody, other } = generator
  const checkIns = many(2 * rowCount, (number) => {
    const team_id = pick(teams)
    const person_id = somebody('analyst', team_id)
    const audience = pick(checkInAudiences)
    const reader = pick([somebody('lead', team_id), somebody('manager', team_id)])
    return {
      org_id,
      check_in_id: id('check-in', number),
      person_id,
      audience,
      claimed_at: ago(30),
      at: ago(30),
      reader_id: audience !== 'lead' ? null : reader === person_id ? other(person_id) : reader,
      team_id: audience === 'me' ? null : team_id,
    }
  })
  return {
    check_in_consent: people.map((person_id, number) => ({
      org_id,
      consent_id: id('consent', number),
      person_id,
      given: number % 3 > 0,
      text_version: 1,
      at: ago(600),
    })),
    check_in: checkIns,
    check_in_answer: checkIns.map(({ check_in_id, person_id }) => ({
      org_id,
      check_in_id,
      person_id,
      answers: Buffer.alloc(32),
      note: Buffer.alloc(32),
    })),
    check_in_view: checkIns.flatMap(({ check_in_id, person_id, reader_id }) =>
      reader_id && random() < 0.5 ? [{ org_id, check_in_id, viewer_id: reader_id, person_id }] : [],
    ),
    talk_request: many(rowCount, (number) => {
      const team_id = pick(teams)
      const asker_id = somebody('analyst', team_id)
      const addressee_id = pick([somebody('lead', team_id), somebody('manager', team_id)])
      return {
        org_id,
        request_id: id('talk', number),
        asker_id,
        team_id: random() < 0.8 ? team_id : null,
        addressee_id: addressee_id === asker_id ? other(asker_id) : addressee_id,
        due_at: ago(-60),
        answer: null,
        proposed_at: null,
        answered_at: null,
        ended_at: null,
      }
    }),
    talk_offer: many(rowCount, (number) => {
      const team_id = pick(teams)
      const person_id = somebody('analyst', team_id)
      const lead_id = pick([somebody('lead', team_id), somebody('manager', team_id)])
      return {
        org_id,
        offer_id: id('offer', number),
        person_id,
        lead_id: lead_id === person_id ? other(person_id) : lead_id,
        team_id,
      }
    }),
    exposure_budget: teams.map((team_id) => ({
      org_id,
      team_id,
      minutes_per_day: 200,
      minutes_without_break: 90,
    })),
    exposure_entry: people.map((person_id, number) => ({
      org_id,
      entry_id: id('exposure', number),
      person_id,
      day: day(0),
      harm: 'hate' as const,
      minutes: 30,
      started_at: null,
    })),
    check_in_rhythm: people.map((person_id) => ({
      ...{ org_id, person_id, kind: 'chosen' as const, weekday: 3, wall_time: '15:00' },
    })),
    check_in_follow_up: people.map((person_id, number) => ({
      ...{ org_id, follow_up_id: id('follow-up', number), person_id, day: day(0) },
    })),
    content_pack: [
      {
        ...{ org_id, pack_id: 'office-weather', pack_version: '1.0', least_days: 14, turned_on: true },
        body: JSON.stringify(officeWeather),
      },
    ],
    questionnaire_consent: people.map((person_id, number) => ({
      ...{ org_id, consent_id: id('questionnaire-consent', number), person_id, given: number % 3 > 0 },
      ...{ pack_id: 'office-weather', pack_version: '1.0', text_version: 1, at: ago(600) },
    })),
    // Long ago: the least distance has passed.
    questionnaire_answer: people.map((person_id, number) => ({
      ...{ org_id, answer_id: id('questionnaire', number), person_id, pack_id: 'office-weather' },
      ...{ at: ago(60 * 24 * 40), claimed_at: ago(60 * 24 * 40), contents: Buffer.alloc(32) },
    })),
    topic_opt_out: people.slice(0, 7).map((person_id) => ({ org_id, person_id, policy: 'HATE' })),
    rotation_setting: people.map((person_id) => ({ org_id, person_id, suggests: random() < 0.5 })),
    // One that has ended of each person, and one that is open of every other, for a team of theirs where they have one.
    rotation_request: people.flatMap((person_id, number) => {
      const own = generator.memberships
        .get(person_id)
        ?.flatMap(({ role, teamId }) => (role === 'analyst' && teamId ? [teamId] : []))
      const team_id = own && own.length > 0 ? pick(own) : pick(teams)
      const settled_by = other(person_id)
      return [
        ...(number % 2 === 0
          ? [
              {
                ...{ org_id, rotation_id: id('rotation', number), person_id, team_id },
                ...{ settled_by: null, ended_at: null },
              },
            ]
          : []),
        {
          ...{ org_id, rotation_id: id('rotation settled', number), person_id, team_id },
          ...{ state: 'talked' as const, settled_by, ended_at: ago(10) },
        },
      ]
    }),
    wellbeing_setting: [
      {
        org_id,
        programme_name: 'Programme',
        programme_phone: '1588',
        programme_url: null,
        programme_verified_on: null,
      },
    ],
    check_in_total: teams.map((team_id) => ({
      org_id,
      team_id,
      from_day: '2026-01-05',
      item: 'energy' as const,
      level: 'middle' as const,
      why: null,
      response: 'half' as const,
    })),
    check_in_total_member: teams.map((team_id) => ({
      org_id,
      team_id,
      from_day: '2026-01-05',
      item: 'energy' as const,
      pseudonym: Buffer.alloc(16),
    })),
  }
}
