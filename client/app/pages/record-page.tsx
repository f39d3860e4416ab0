import './person.css'
import { useSearchParams } from 'react-router'
import { ActionList } from '#client/features/coaching/action-rows.tsx'
import { useCoaching } from '#client/features/coaching/data.ts'
import { Timeline } from '#client/features/coaching/timeline.tsx'
import { Scorecard } from '#client/features/scorecards/scorecard.tsx'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'

const parts = ['scorecard', 'notes', 'actions'] as const
type Part = (typeof parts)[number]

/** An analyst's own record: figures, what was shared with them, what was agreed, and who looked at it. */
export function RecordPage() {
  const t = useT()
  const { personId } = useMe().person
  const [search, setSearch] = useSearchParams()
  const query = useCoaching(personId)
  const part: Part = parts.find((one) => one === search.get('part')) ?? 'scorecard'
  const labels: Record<Part, string> = {
    scorecard: t('person.scorecard'),
    notes: t('record.notes'),
    actions: t('person.actions'),
  }
  return (
    <TabPage title={t('tab.record')} asOf={query.dataUpdatedAt || undefined}>
      <Segments
        id="record"
        label={t('person.parts')}
        value={part}
        onChange={(next) => setSearch(next === 'scorecard' ? {} : { part: next }, { replace: true })}
        options={parts.map((value) => ({ value, label: labels[value] }))}
      />
      <SegmentPanel id="record" value={part}>
        {part === 'scorecard' ? (
          <Scorecard personId={personId} />
        ) : (
          <Loaded query={query}>
            {(view) =>
              part === 'notes' ? (
                <Timeline view={view} empty={t('record.empty')} />
              ) : (
                <ActionList view={view} empty={t('person.noActions')} />
              )
            }
          </Loaded>
        )}
      </SegmentPanel>
    </TabPage>
  )
}
