import type { NoteCriterion } from '#shared/coaching/fields.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso, mondayOf, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import type { ActionSpec, NoteSpec } from './note-specs.ts'
import { communityNotes } from './notes-community.ts'
import { dublinNotes } from './notes-dublin.ts'
import { liveNotes } from './notes-live.ts'
import { type AuditingTeam, leadOf, managersOf } from './people.ts'
import type { DemoRows, RowOf } from './rows.ts'

export type NoteRows = Pick<
  DemoRows,
  | 'note'
  | 'note_reader'
  | 'note_revision'
  | 'note_evidence'
  | 'note_reply'
  | 'note_reading'
  | 'action_item'
  | 'action_state'
  | 'action_comment'
>

/** Weeks that a criterion speaks of, the note's own included. */
const criterionWeeks = 4

interface Source {
  team: AuditingTeam
  calendar: Calendar
  decisions: readonly Decision[]
  org: string
  id: MakeId
}

const specs = { community: communityNotes, live: liveNotes, dublin: dublinNotes }

/** The teams' notes as their leads wrote them, with everything that hangs on them. */
export function notesOf(sources: readonly Source[]): NoteRows {
  const all = sources.flatMap((source) =>
    specs[source.team].map((spec, place) => noteRows(spec, place, source)),
  )
  return {
    note: all.map(({ note }) => note),
    note_reader: all.flatMap((rows) => rows.readers),
    note_revision: all.flatMap((rows) => rows.revisions),
    note_evidence: all.flatMap((rows) => rows.evidence),
    note_reply: all.flatMap((rows) => rows.replies),
    note_reading: all.flatMap((rows) => rows.reading),
    action_item: all.flatMap((rows) => rows.actions),
    action_state: all.flatMap((rows) => rows.states),
    action_comment: all.flatMap((rows) => rows.comments),
  }
}

function noteRows(spec: NoteSpec, place: number, { team, calendar, decisions, org, id }: Source) {
  const moment = momentsOf(calendar)
  const lead = leadOf[team]
  const key = { org_id: org, note_id: id('note', team, place) }
  const people = { author: id('person', lead), subject: id('person', spec.about) }
  const minutes = 10 * 60 + ((place * 53) % 360)
  const written = moment(spec.when, { minutes })
  const revised = spec.before ? written + 40 * 60_000 : written
  const before = decisions.filter(
    (decision) => decision.analyst === spec.about && decision.team === team && decision.at < written,
  )
  const point = spec.criterion && pointOf(before, spec.criterion, calendar)
  const evidence = spec.evidence ? (point?.cases.slice(-spec.evidence) ?? []) : []
  const note: RowOf<'note'> = {
    ...key,
    team_id: id('team', team),
    author_id: people.author,
    subject_id: people.subject,
    audience: spec.audience,
    kind: spec.body.kind,
    body: spec.body,
    criterion: point?.criterion ?? null,
    follow_up_on: spec.followUp === undefined ? null : calendar.workdayFrom(spec.followUp),
    reminded_for: null,
    followed_up_at:
      spec.followedUp === undefined || spec.followUp === undefined
        ? null
        : iso(moment(spec.followedUp, { minutes, after: revised })),
    created_at: iso(written),
    claimed_at: iso(written - 4_000),
    person_since: spec.audience === 'me' ? null : iso(written),
    manager_since: spec.audience === 'manager' ? iso(written) : null,
    version: spec.before ? 2 : 1,
  }
  const revision = (version: number, body: NoteSpec['body'], timestamp: number): RowOf<'note_revision'> => ({
    ...key,
    version,
    audience: note.audience,
    kind: body.kind,
    body,
    follow_up_on: note.follow_up_on,
    at: iso(timestamp),
  })
  const revisions = spec.before
    ? [revision(1, spec.before, written), revision(2, spec.body, revised)]
    : [revision(1, spec.body, written)]

  let latest = revised
  const read =
    spec.acknowledged === undefined ? undefined : moment(spec.acknowledged, { minutes, after: latest })
  latest = read ?? latest
  const replies = (spec.replies ?? []).map((reply, i): RowOf<'note_reply'> => {
    latest = moment(reply.when, { minutes: minutes + 15, after: latest })
    const reply_id = id('reply', team, place, i)
    return {
      ...key,
      reply_id,
      note_author_id: people.author,
      author_id: people[reply.by],
      text: reply.text,
      at: iso(latest),
    }
  })
  const reading: RowOf<'note_reading'>[] =
    spec.audience === 'me'
      ? []
      : [
          {
            ...key,
            note_version: note.version,
            person_id: people.subject,
            author_id: people.author,
            waiting_since: iso(written),
            acknowledged_at: read === undefined ? null : iso(read),
          },
        ]
  const action = (item: ActionSpec, i: number): RowOf<'action_item'> => ({
    ...key,
    action_id: id('action', team, place, i),
    owner_id: people[item.owner],
    title: item.title,
    due_on: calendar.workdayFrom(item.due),
    removed_at: null,
    created_at: iso(written),
    version: 1,
  })
  const doneAt = ({ done }: ActionSpec) =>
    done === undefined ? null : iso(moment(done, { minutes: minutes + 30, after: revised }))
  const comment = (item: ActionSpec, i: number): RowOf<'action_comment'>[] => {
    const commentedAt = doneAt(item)
    return item.comment === undefined || commentedAt === null
      ? []
      : [
          {
            ...{ org_id: org, action_id: id('action', team, place, i), author_id: people[item.owner] },
            ...{ text: item.comment, at: commentedAt, version: 1 },
          },
        ]
  }
  const state = (item: ActionSpec, i: number): RowOf<'action_state'> => ({
    org_id: org,
    action_id: id('action', team, place, i),
    owner_id: people[item.owner],
    done_at: doneAt(item),
    done_by: item.done === undefined ? null : people[item.owner],
    version: item.done === undefined ? 0 : 1,
  })
  const actions = spec.actions ?? []
  const managers = spec.audience === 'manager' ? managersOf(team) : []
  return {
    note,
    readers: managers.map((manager) => ({
      ...key,
      person_id: id('person', manager),
      named_as: 'manager' as const,
      since: iso(written),
    })),
    revisions,
    evidence: evidence.map((audit_id) => ({ ...key, audit_id })),
    replies,
    reading,
    actions: actions.map(action),
    states: actions.map(state),
    comments: actions.flatMap(comment),
  }
}

/** The point as it stood when the note was written, and the cases behind it, oldest first. */
function pointOf(
  before: readonly Decision[],
  { metric, policy }: NonNullable<NoteSpec['criterion']>,
  calendar: Calendar,
): { criterion: NoteCriterion; cases: string[] } {
  const to = mondayOf(before.at(-1)?.day ?? calendar.today)
  const from = plusDays(to, -7 * (criterionWeeks - 1))
  const counted = before.filter(
    ({ row, day }) =>
      day >= from && row.outcome !== 'unverified' && !row.targeted && (!policy || row.policy === policy),
  )
  const wanted = metric === 'accuracy' ? 'correct' : metric
  const found = counted.filter(({ row }) => row.outcome === wanted)
  return {
    criterion: { metric, policy, x: found.length, n: counted.length, from, to },
    cases: found.map(({ row }) => row.audit_id),
  }
}
