import { useParams } from 'react-router'
import { paths as reviewPaths } from '#client/commands/reviews-paths.ts'
import { paths } from '#client/commands/rubrics-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { criteriaOf, type VersionState } from '#shared/rubrics/rules.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { useRubrics, useTranslated } from './data.ts'
import { RubricPage } from './rubric-page.tsx'

/** The order of the list: rubrics that measure people now come first. */
const listed: readonly VersionState[] = ['published', 'draft', 'archived']

/** The rubrics, or the version that the address names. */
export function RubricsPage() {
  const { versionId } = useParams()
  return versionId === undefined ? <RubricList /> : <RubricPage versionId={versionId} />
}

/** The rubrics of the reader's teams: what is published, what is written, and what was. */
function RubricList() {
  const t = useT()
  const query = useRubrics()
  const [team] = teamsLed(useMe())
  return (
    <DetailPage
      title={t('rubric.title')}
      back={appPaths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        team && (
          <Dock>
            <ButtonLink to={paths.newRubric(team.teamId)}>{t('rubric.new')}</ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {({ versions }) =>
          versions.length === 0 ? (
            <EmptyState text={t(team ? 'rubric.none.lead' : 'rubric.none')} />
          ) : (
            listed.map((state) => (
              <RowGroup key={state} heading={t(`rubric.state.${state}`)} limit={10}>
                {versions
                  .filter((version) => version.state === state)
                  .map((version) => (
                    <VersionRow key={version.versionId} version={version} />
                  ))}
              </RowGroup>
            ))
          )
        }
      </Loaded>
      {team && isSettled(query) && (
        <div className="inset">
          <ButtonLink variant="text" to={reviewPaths.disputes(team.teamId)}>
            {t('disputes.title')}
          </ButtonLink>
        </div>
      )}
    </DetailPage>
  )
}

function VersionRow({
  version: { versionId, number, state, content, ...version },
}: {
  version: RubricVersionView
}) {
  const t = useT()
  const format = useFormat()
  const inReader = useTranslated()
  const date = format.shortDate(version.archivedAt ?? version.publishedAt ?? version.savedAt)
  return (
    <Row
      title={inReader(content.name).text || t('rubric.unnamed')}
      detail={t('rubric.row', { number, n: criteriaOf(content).length })}
      aside={<time className="text-caption">{t(`rubric.since.${state}`, { day: date })}</time>}
      to={paths.rubric(versionId)}
    />
  )
}
