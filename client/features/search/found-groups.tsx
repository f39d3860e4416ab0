import './search.css'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { referenceOf } from '#shared/escalations/rules.ts'
import { markedIn } from '#shared/search/rules.ts'
import type {
  FoundCase,
  FoundEscalation,
  FoundNote,
  FoundPerson,
  FoundPrecedent,
  SearchView,
} from '#shared/search/views.ts'
import type { FoundPolicy } from './policies.ts'

/** Rows of each group that are shown before its others are asked for. */
const shownAtOnce = 3

interface Shown {
  matcher: RegExp
}

/** Marks what was found in a text, by weight and a line below it. */
function Marked({ text, matcher }: { text: string; matcher: RegExp }) {
  const { before, match, after } = markedIn(text, matcher)
  if (match === '') return text
  return (
    <>
      {before}
      <mark className="search-mark">{match}</mark>
      {after}
    </>
  )
}

/** Shows what was found, group by group. */
export function FoundGroups({
  view,
  policies,
  ...shown
}: Shown & { view: SearchView; policies: readonly FoundPolicy[] }) {
  const t = useT()
  return (
    <>
      <RowGroup heading={t('search.people')} limit={shownAtOnce}>
        {view.people.map((person) => (
          <PersonRow key={person.personId} person={person} {...shown} />
        ))}
      </RowGroup>
      <RowGroup heading={t('search.cases')} limit={shownAtOnce}>
        {view.cases.map((found) => (
          <CaseRow key={found.auditId} found={found} {...shown} />
        ))}
      </RowGroup>
      <RowGroup heading={t('search.notes')} limit={shownAtOnce}>
        {view.notes.map((note) => (
          <NoteRow key={note.noteId} note={note} {...shown} />
        ))}
      </RowGroup>
      <RowGroup heading={t('search.escalations')} limit={shownAtOnce}>
        {view.escalations.map((escalation) => (
          <EscalationRow key={escalation.escalationId} escalation={escalation} {...shown} />
        ))}
      </RowGroup>
      <RowGroup heading={t('search.policies')} limit={shownAtOnce}>
        {policies.map((policy) => (
          <PolicyRow key={policy.code} policy={policy} {...shown} />
        ))}
      </RowGroup>
      <RowGroup heading={t('search.precedents')} limit={shownAtOnce}>
        {view.precedents.map((precedent) => (
          <PrecedentRow key={precedent.precedentId} precedent={precedent} {...shown} />
        ))}
      </RowGroup>
    </>
  )
}

function PersonRow({ person, matcher }: Shown & { person: FoundPerson }) {
  const t = useT()
  const { personId, name, place } = person
  return (
    <Row
      title={<Marked text={name} matcher={matcher} />}
      name={name}
      detail={place === 'directory' ? t('search.directory') : undefined}
      to={place === 'person' ? paths.person(personId) : paths.directoryPerson(personId)}
    />
  )
}

function CaseRow({ found, matcher }: Shown & { found: FoundCase }) {
  const t = useT()
  const { shortDate } = useFormat()
  const names = useNames()
  const { caseRef, reference, policy, analyst } = found
  const byReference = !markedIn(caseRef, matcher).match && markedIn(reference, matcher).match
  const queue = found.queue === null ? '' : names.queue(found.queue)
  return (
    <Row
      title={<Marked text={names.policy(policy)} matcher={matcher} />}
      name={names.policy(policy)}
      detail={
        <>
          <Marked text={byReference ? reference : caseRef} matcher={matcher} />
          {` · ${t('ui.person', { name: analyst.name })}`}
          {markedIn(queue, matcher).match !== '' && (
            <>
              {' · '}
              <Marked text={queue} matcher={matcher} />
            </>
          )}
        </>
      }
      aside={<span className="text-caption">{shortDate(found.decidedAt)}</span>}
      to={paths.case(found.auditId)}
    />
  )
}

function NoteRow({ note, matcher }: Shown & { note: FoundNote }) {
  const t = useT()
  const { shortDate } = useFormat()
  const { noteId, subject, author, audience, excerpt, newer } = note
  const search = new URLSearchParams({ of: subject.personId, ...(newer ? { before: newer } : {}) })
  const title = `${t('ui.person', { name: subject.name })} · ${t('ui.person', { name: author.name })}`
  return (
    <Row
      title={title}
      // A note for its author alone is veiled until it is opened.
      detail={audience === 'me' ? t('note.audience.me') : <Marked text={excerpt} matcher={matcher} />}
      aside={<span className="text-caption">{shortDate(note.createdAt)}</span>}
      to={{ pathname: paths.note(noteId), search: `?${search}` }}
    />
  )
}

function PrecedentRow({ precedent, matcher }: Shown & { precedent: FoundPrecedent }) {
  const { shortDate } = useFormat()
  const names = useNames()
  const { precedentId, policy, excerpt, keptAt } = precedent
  return (
    <Row
      title={<Marked text={names.policy(policy)} matcher={matcher} />}
      name={names.policy(policy)}
      detail={<Marked text={excerpt} matcher={matcher} />}
      aside={<span className="text-caption">{shortDate(keptAt)}</span>}
      to={questionPaths.precedent(precedentId)}
    />
  )
}

function EscalationRow({ escalation, matcher }: Shown & { escalation: FoundEscalation }) {
  const t = useT()
  const { shortDate } = useFormat()
  const { escalationId, summary, caseReference, excerpt, status } = escalation
  const title = summary ?? t('esc.child', { reference: caseReference ?? referenceOf(escalationId) })
  const inTitle = markedIn(title, matcher).match !== ''
  return (
    <Row
      title={<Marked text={title} matcher={matcher} />}
      name={title}
      detail={inTitle ? t(`esc.status.${status}`) : <Marked text={excerpt} matcher={matcher} />}
      aside={<span className="text-caption">{shortDate(escalation.changedAt)}</span>}
      to={paths.escalation(escalationId)}
    />
  )
}

function PolicyRow({ policy: { code, name, text }, matcher }: Shown & { policy: FoundPolicy }) {
  return (
    <Row
      title={<Marked text={name} matcher={matcher} />}
      name={name}
      detail={text !== name && <Marked text={text} matcher={matcher} />}
      to={policyPaths.policy(encodeURIComponent(code))}
    />
  )
}
