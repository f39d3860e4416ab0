import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Pick, Row, TablesPart } from '#tests/support/policy-world/part.ts'

type Series = Row<'meeting_series'>
type Item = Row<'agenda_item'>

const peopleOf = (series: Series) => ({
  leadId: series.lead_id,
  subjectId: series.subject_id,
  teamId: series.team_id,
})
const seriesOf = (world: PolicyDatabase, row: { org_id: string; series_id: string }) =>
  world.one('meeting_series', 'series_id', row)
const itemFacts = (world: PolicyDatabase, item: Item) => ({
  ...peopleOf(seriesOf(world, item)),
  authorId: item.author_id,
  isPrivate: item.is_private,
})
/** Those of the actor, more often than not. */
const ownFirst = (actor: Actor, pick: Pick, world: PolicyDatabase): readonly Series[] => {
  const all = ofOrg(world.rows.meeting_series, actor)
  const own = all.filter(({ lead_id, subject_id }) => [lead_id, subject_id].includes(actor.person))
  return own.length > 0 && pick([true, true, false]) ? own : all
}
const ownItemsFirst = (actor: Actor, pick: Pick, world: PolicyDatabase): readonly Item[] => {
  const all = ofOrg(world.rows.agenda_item, actor)
  const own = all.filter((item) => {
    const { lead_id, subject_id } = seriesOf(world, item)
    return [lead_id, subject_id].includes(actor.person)
  })
  return own.length > 0 && pick([true, true, false]) ? own : all
}

export const part: TablesPart = {
  rows: ({ org, teams, id, many, pick, random, day, ago, somebody, people, hash }: Generator) => {
    const series = many(rowCount, (number) => {
      const team = pick(teams)
      const lead = somebody('lead', team)
      const subject = somebody('analyst', team)
      return {
        ...{ org_id: org, series_id: id('meeting series', number), team_id: team, lead_id: lead },
        subject_id: subject === lead ? (people.find((person) => person !== lead) ?? subject) : subject,
        ...{ starts_on: day(-20), wall_time: '10:00', zone: 'Asia/Seoul', every_weeks: 1, minutes: 30 },
        ...{ place: null, ended_at: random() < 0.2 ? ago(10) : null },
      }
    })
    const items = series.map(({ series_id, lead_id, subject_id }, number) => ({
      ...{ org_id: org, item_id: id('agenda item', number), series_id },
      author_id: pick([lead_id, subject_id]),
      ...{ text: 'an item', is_private: random() < 0.4, source_kind: null, source_id: null },
      claimed_at: ago(60),
    }))
    return {
      calendar_feed: people.map((person, number) => ({
        ...{ org_id: org, feed_id: id('calendar feed', number), person_id: person },
        ...{ token_hash: hash(`feed ${number}`), shows_names: false, closed_at: null },
      })),
      meeting_series: series,
      meeting: series.map(({ series_id, lead_id }) => ({
        ...{ org_id: org, series_id, day: day(-20), moved_day: null, moved_time: null },
        ...{ finished_at: ago(30), finished_by: lead_id, note_id: null },
      })),
      agenda_item: items,
      agenda_item_state: items
        .filter((_, number) => number % 2 === 0)
        .map(({ item_id, author_id }) => ({
          ...{ org_id: org, item_id, done_at: ago(30), outcome: null, closed_day: null },
          changed_by: author_id,
        })),
    }
  },
  readers: {
    calendar_feed: ['feed_id', (actor, row) => row.person_id === actor.person],
    meeting_series: ['series_id', (actor, row) => can(actor, 'meeting.read', peopleOf(row))],
    meeting: ['series_id', (actor, row, world) => can(actor, 'meeting.read', peopleOf(seriesOf(world, row)))],
    agenda_item: ['item_id', (actor, row, world) => can(actor, 'agenda.read', itemFacts(world, row))],
    agenda_item_state: [
      'item_id',
      (actor, row, world) =>
        can(actor, 'agenda.read', itemFacts(world, world.one('agenda_item', 'item_id', row))),
    ],
  },
  writes: {
    'meeting.set': (actor, pick, world) => {
      const led = actor.roles.flatMap(({ role, teamId }) => (role === 'lead' && teamId ? [teamId] : []))
      const like = pick(ownFirst(actor, pick, world))
      const teamId = led.length > 0 && pick([true, true, false]) ? pick(led) : like.team_id
      const zone = world.rows.org.find(({ org_id }) => org_id === actor.org)?.zone ?? 'UTC'
      const today = Temporal.Now.plainDateISO(zone).toString()
      // Of that very role: somebody may lead the team today and have been its analyst before.
      const analysts = ofOrg(world.rows.membership, actor).filter(
        ({ role, team_id, confirmed_at, starts_on, ends_on }) =>
          role === 'analyst' &&
          team_id === teamId &&
          confirmed_at !== null &&
          starts_on <= today &&
          (ends_on === null || ends_on > today),
      )
      const subjectId = pick([...analysts.map(({ person_id }) => person_id), like.subject_id])
      const leadId = pick([actor.person, actor.person, like.lead_id])
      const inTeam = analysts.some(({ person_id }) => person_id === subjectId)
      return {
        expected: can(actor, 'meeting.set', { leadId, subjectId, teamId, inTeam }),
        statement: (db) =>
          sql`insert into meeting_series (org_id, series_id, team_id, lead_id, subject_id, starts_on, wall_time, zone,
              every_weeks, minutes)
            values (${actor.org}, ${uuidv7()}, ${teamId}, ${leadId}, ${subjectId}, '2026-12-01', '10:00', 'Asia/Seoul', 1, 30)`.execute(
            db,
          ),
      }
    },
    'meeting.set, another version': (actor, pick, world) => {
      const series = pick(ownFirst(actor, pick, world))
      // Whether the analyst is still in the team is the command's to ask: who left has no meeting to be moved to.
      return {
        expected: can(actor, 'meeting.set', { ...peopleOf(series), inTeam: true }),
        statement: (db) =>
          sql`update meeting_series set version = version + 1 where series_id = ${series.series_id}`.execute(
            db,
          ),
      }
    },
    'meeting.attend': (actor, pick, world) => {
      const series = pick(ownFirst(actor, pick, world))
      return {
        expected: can(actor, 'meeting.attend', peopleOf(series)),
        statement: (db) =>
          sql`insert into meeting (org_id, series_id, day, cancelled)
            values (${actor.org}, ${series.series_id}, '2031-01-01', true)`.execute(db),
      }
    },
    'meeting.attend, another version': (actor, pick, world) => {
      const series = pick(ownFirst(actor, pick, world))
      return {
        expected: can(actor, 'meeting.attend', peopleOf(series)),
        statement: (db) =>
          sql`update meeting set finished_by = ${actor.person}, version = version + 1
            where series_id = ${series.series_id}`.execute(db),
      }
    },
    'agenda.write': (actor, pick, world) => {
      const series = pick(ownFirst(actor, pick, world))
      const authorId = pick([actor.person, actor.person, series.lead_id])
      const isPrivate = pick([true, false])
      return {
        expected: can(actor, 'agenda.write', { ...peopleOf(series), authorId, isPrivate }),
        statement: (db) =>
          sql`insert into agenda_item (org_id, item_id, series_id, author_id, text, is_private, claimed_at)
            values (${actor.org}, ${uuidv7()}, ${series.series_id}, ${authorId}, 'x', ${isPrivate}, now())`.execute(
            db,
          ),
      }
    },
    'agenda.write, another text': (actor, pick, world) => {
      const item = pick(ownItemsFirst(actor, pick, world))
      return {
        expected: can(actor, 'agenda.write', itemFacts(world, item)),
        statement: (db) =>
          sql`update agenda_item set text = 'other' where item_id = ${item.item_id}`.execute(db),
      }
    },
    'agenda.tick': (actor, pick, world) => {
      const item = pick(ownItemsFirst(actor, pick, world))
      return {
        expected: can(actor, 'agenda.tick', itemFacts(world, item)),
        statement: (db) =>
          sql`insert into agenda_item_state (org_id, item_id, done_at, changed_by)
            values (${actor.org}, ${item.item_id}, now(), ${actor.person})
            on conflict (org_id, item_id) do update set done_at = now(), changed_by = excluded.changed_by`.execute(
            db,
          ),
      }
    },
    'agenda.send': (actor, pick, world) => {
      const series = pick(ownFirst(actor, pick, world))
      const all = ofOrg(world.rows.check_in, actor)
      const own = all.filter(({ person_id }) => person_id === actor.person)
      const checkIn = pick(own.length > 0 && pick([true, true, false]) ? own : all)
      return {
        expected:
          can(actor, 'meeting.attend', peopleOf(series)) &&
          can(actor, 'agenda.send', { ownerId: checkIn.person_id }),
        statement: (db) =>
          sql`insert into agenda_item (org_id, item_id, series_id, author_id, text, is_private, source_kind, source_id,
              claimed_at)
            values (${actor.org}, ${uuidv7()}, ${series.series_id}, ${actor.person}, 'x', false, 'check_in',
              ${checkIn.check_in_id}, now())`.execute(db),
      }
    },
  },
}
