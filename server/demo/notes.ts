import type { NoteCriterion } from '#shared/coaching.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso, mondayOf, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import type { ActionSpec, NoteSpec } from './note-specs.ts'
import { communityNotes } from './notes-community.ts'
import { dublinNotes } from './notes-dublin.ts'
import { liveNotes } from './notes-live.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import type { DemoRows, RowOf } from './rows.ts'

export type NoteRows = Pick<
  DemoRows,
  | 'note'
  | 'note_revision'
  | 'note_evidence'
  | 'note_reply'
  | 'note_acknowledgement'
  | 'note_follow_up'
  | 'action_item'
  | 'action_done'
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
    note_revision: all.flatMap((rows) => rows.revisions),
    note_evidence: all.flatMap((rows) => rows.evidence),
    note_reply: all.flatMap((rows) => rows.replies),
    note_acknowledgement: all.flatMap((rows) => rows.acknowledgements),
    note_follow_up: all.flatMap((rows) => rows.followUps),
    action_item: all.flatMap((rows) => rows.actions),
    action_done: all.flatMap((rows) => rows.done),
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
  const criterion = spec.criterion ? criterionOn(before, spec.criterion, { calendar, written }) : null
  const note: RowOf<'note'> = {
    ...key,
    team_id: id('team', team),
    author_id: people.author,
    subject_id: people.subject,
    audience: spec.audience,
    kind: spec.body.kind,
    body: spec.body,
    criterion,
    follow_up_on: spec.followUp === undefined ? null : calendar.workdayFrom(spec.followUp),
    created_at: iso(written),
    claimed_at: iso(written - 4_000),
    person_since: spec.audience === 'me' ? null : iso(written),
    manager_since: spec.audience === 'manager' ? iso(written) : null,
    version: spec.before ? 2 : 1,
  }
  const revision = (version: number, body: NoteSpec['body'], at: number): RowOf<'note_revision'> => ({
    ...key,
    version,
    audience: note.audience,
    kind: body.kind,
    body,
    follow_up_on: note.follow_up_on,
    at: iso(at),
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
    return { ...key, reply_id, author_id: people[reply.by], text: reply.text, at: iso(latest) }
  })
  const acknowledged = { ...key, note_version: note.version, person_id: people.subject }
  const followedUp =
    spec.followedUp === undefined || note.follow_up_on === null
      ? undefined
      : {
          ...key,
          follow_up_on: note.follow_up_on,
          at: iso(moment(spec.followedUp, { minutes, after: revised })),
        }
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
  const done = (item: ActionSpec, i: number): RowOf<'action_done'>[] => {
    if (item.done === undefined) return []
    const done_at = iso(moment(item.done, { minutes: minutes + 30, after: revised }))
    return [
      {
        org_id: org,
        action_id: id('action', team, place, i),
        done_at,
        done_by: people[item.owner],
        version: 1,
      },
    ]
  }
  const actions = spec.actions ?? []
  return {
    note,
    revisions,
    evidence: evidenceOf(before, spec).map((audit_id) => ({ ...key, audit_id })),
    replies,
    acknowledgements: read === undefined ? [] : [{ ...acknowledged, at: iso(read) }],
    followUps: followedUp ? [followedUp] : [],
    actions: actions.map(action),
    done: actions.flatMap(done),
  }
}

/** The newest cases that show the point, as many as asked for or as there are. */
function evidenceOf(before: readonly Decision[], { criterion, evidence = 0 }: NoteSpec): string[] {
  if (!criterion || evidence === 0) return []
  const { metric, policy } = criterion
  return before
    .filter(({ row }) => row.outcome === metric && (!policy || row.policy === policy))
    .slice(-evidence)
    .map(({ row }) => row.audit_id)
}

/** The point as it stood when the note was written. */
function criterionOn(
  before: readonly Decision[],
  { metric, policy }: NonNullable<NoteSpec['criterion']>,
  { calendar, written }: { calendar: Calendar; written: number },
): NoteCriterion {
  const to = mondayOf(before.at(-1)?.day ?? iso(written).slice(0, 10))
  const from = plusDays(to, -7 * (criterionWeeks - 1))
  const counted = before.filter(
    ({ row, at }) =>
      at >= calendar.instant(from, 0) &&
      row.outcome !== 'unverified' &&
      !row.targeted &&
      (!policy || row.policy === policy),
  )
  const wanted = metric === 'accuracy' ? 'correct' : metric
  return {
    metric,
    policy,
    x: counted.filter(({ row }) => row.outcome === wanted).length,
    n: counted.length,
    from,
    to,
  }
}
