import { useSearchParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'
import { useStructure } from './data.ts'
import { DirectoryList } from './directory-list.tsx'
import { OrganisationForm } from './organisation-form.tsx'
import { TeamList } from './team-list.tsx'

const parts = ['people', 'teams', 'organisation'] as const
type Part = (typeof parts)[number]

/** Shows who is here, in which teams, and what the organisation is called. For administrators. */
export function AdministrationPage() {
  const t = useT()
  const { online } = useWorkStatus()
  const [search, setSearch] = useSearchParams()
  const query = useStructure()
  const part: Part = parts.find((part) => part === search.get('part')) ?? 'people'
  const edited = search.get('team')
  const edit = (team: string | undefined) => setSearch(team ? { part, team } : { part }, { replace: true })

  return (
    <DetailPage
      title={t('admin.title')}
      back={paths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        part === 'people' ? (
          <Dock>
            <ButtonLink variant="secondary" to={paths.peopleFile}>
              {t('admin.file.title')}
            </ButtonLink>
            <ButtonLink size="wide" to={paths.invite}>
              {t('admin.invite')}
            </ButtonLink>
          </Dock>
        ) : (
          part === 'teams' && (
            <Dock>
              <Button size="wide" disabled={!online} onClick={() => edit('new')}>
                {t('admin.team.new')}
              </Button>
            </Dock>
          )
        )
      }
    >
      <Segments
        id="administration"
        label={t('admin.parts')}
        value={part}
        onChange={(next) => setSearch(next === 'people' ? {} : { part: next }, { replace: true })}
        options={parts.map((value) => ({ value, label: t(`admin.${value}`) }))}
      />
      <SegmentPanel id="administration" value={part}>
        <Loaded query={query}>
          {(structure) => {
            if (part === 'people') return <DirectoryList structure={structure} />
            if (part === 'organisation')
              return <OrganisationForm key={structure.org.name} org={structure.org} />
            return <TeamList structure={structure} edited={edited} onEdit={edit} />
          }}
        </Loaded>
      </SegmentPanel>
    </DetailPage>
  )
}
