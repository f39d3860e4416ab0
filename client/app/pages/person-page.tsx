import './person.css'
import Megaphone from 'lucide-react/icons/megaphone'
import PencilLine from 'lucide-react/icons/pencil-line'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { ActionList } from '#client/features/coaching/action-rows.tsx'
import { useCoaching } from '#client/features/coaching/data.ts'
import { useErrorCases } from '#client/features/coaching/error-cases.ts'
import { Timeline } from '#client/features/coaching/timeline.tsx'
import { Scorecard } from '#client/features/scorecards/scorecard.tsx'
import { SignalPanel } from '#client/features/scorecards/signal-panel.tsx'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { PersonRef } from '#shared/people/views.ts'

const parts = ['timeline', 'scorecard', 'actions'] as const
type Part = (typeof parts)[number]

/** One person, for who leads them: where the two are, and what they agreed. */
export function PersonPage() {
  const t = useT()
  const { personId = '' } = useParams()
  const found = findPerson(useMe(), personId)
  if (found) return <Person person={found.person} teamId={found.team.teamId} />
  return (
    <DetailPage title={t('tab.team')} back={paths.team()}>
      <EmptyState text={t('error.NOT_FOUND')} />
    </DetailPage>
  )
}

function Person({ person: { personId, name }, teamId }: { person: PersonRef; teamId: string }) {
  const t = useT()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const query = useCoaching(personId)
  // A note that begins here brings cases along, and the network may be gone by then.
  useErrorCases(personId, null)
  const part: Part = parts.find((one) => one === search.get('part')) ?? 'timeline'
  return (
    <DetailPage
      title={t('ui.person', { name })}
      back={paths.team(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        <Dock>
          <Button variant="secondary" icon={PencilLine} onClick={() => navigate(paths.newNote(personId))}>
            {t('person.compose')}
          </Button>
          <IconButton
            icon={Megaphone}
            label={t('raise.title')}
            onClick={() => navigate(paths.raise({ person: personId }))}
          />
        </Dock>
      }
    >
      <Facts view={query.data} />
      <SignalPanel personId={personId} />
      <div className="person-parts">
        <Segments
          id="person"
          label={t('person.parts')}
          value={part}
          onChange={(next) => setSearch(next === 'timeline' ? {} : { part: next }, { replace: true })}
          options={parts.map((value) => ({ value, label: t(`person.${value}`) }))}
        />
      </div>
      <SegmentPanel id="person" value={part}>
        {part === 'scorecard' ? (
          <Scorecard personId={personId} />
        ) : (
          <Loaded query={query}>
            {(view) =>
              part === 'timeline' ? (
                <Timeline view={view} empty={t('person.empty', { name })} />
              ) : (
                <ActionList view={view} empty={t('person.noActions')} />
              )
            }
          </Loaded>
        )}
      </SegmentPanel>
    </DetailPage>
  )
}

/** What is open between the two: items, and the next date to come back to. */
function Facts({ view }: { view: CoachingView | undefined }) {
  const t = useT()
  const format = useFormat()
  const open = view?.notes.flatMap(({ actions }) => actions).filter(({ doneAt }) => doneAt === null) ?? []
  const next = view?.notes
    .flatMap(({ followUpOn, followedUpAt }) => (followUpOn && !followedUpAt ? [followUpOn] : []))
    .sort()[0]
  return (
    <div className="person-facts">
      {view && (
        <>
          <p>{t('person.open', { n: open.length })}</p>
          <p className="text-label text-quiet">
            {next ? t('person.followUp', { day: format.relativeDay(next) }) : t('person.noFollowUp')}
          </p>
        </>
      )}
    </div>
  )
}
