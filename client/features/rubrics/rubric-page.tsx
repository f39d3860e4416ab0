import './rubric.css'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { rubricsOnPhone } from '#client/commands/rubrics.ts'
import { paths } from '#client/commands/rubrics-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Span } from '#client/ui/span.tsx'
import { can } from '#shared/policy.ts'
import { languages, missingIn, missingLanguages, weightShare } from '#shared/rubrics/rules.ts'
import type { RubricVersionView, Translated } from '#shared/rubrics/views.ts'
import { useCriterionFacts } from './criterion-facts.tsx'
import { useTranslated, useVersion } from './data.ts'
import { ArchiveSheet, PublishSheet } from './state-sheets.tsx'

/** One version of a rubric: its criteria with their weights, and what its leads can do with it. */
export function RubricPage({ versionId }: { versionId: string }) {
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const query = useVersion(versionId)
  const { commands } = useUnsent(rubricsOnPhone.save, versionId)
  const [asked, setAsked] = useState<'publish' | 'archive'>()
  const { version, others = [] } = query.data?.found ?? {}
  const writes = version !== undefined && can(actorOf(me), 'rubric.write', { teamId: version.teamId })
  const isNextBegun = others.some(({ state }) => state === 'draft')
  const before = others.find(({ state }) => state === 'published')
  const edit = () => navigate(paths.editRubric(versionId))
  const waits = commands.length > 0
  return (
    <DetailPage
      title={t('rubric.title')}
      back={paths.rubrics}
      asOf={query.dataUpdatedAt || undefined}
      more={
        writes && version.state !== 'archived'
          ? [{ label: t('rubric.archive'), onSelect: () => setAsked('archive'), disabled: waits }]
          : []
      }
      dock={
        writes && (
          <Dock>
            {version.state === 'draft' ? (
              <>
                <Button variant="secondary" onClick={edit}>
                  {t('rubric.edit')}
                </Button>
                <Button disabled={waits} onClick={() => setAsked('publish')}>
                  {t('rubric.publish')}
                </Button>
              </>
            ) : (
              <Button variant="secondary" disabled={isNextBegun} onClick={edit}>
                {t(isNextBegun ? 'rubric.draftOpen' : 'rubric.next')}
              </Button>
            )}
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('rubric.gone')}>
        {({ found }) => <RubricBody version={found.version} />}
      </Loaded>
      {version && asked === 'publish' && (
        <PublishSheet version={version} before={before} onClose={() => setAsked(undefined)} />
      )}
      {version && asked === 'archive' && (
        <ArchiveSheet version={version} onClose={() => setAsked(undefined)} />
      )}
    </DetailPage>
  )
}

function RubricBody({ version }: { version: RubricVersionView }) {
  const t = useT()
  const format = useFormat()
  const inReader = useTranslated()
  const facts = useCriterionFacts()
  const { content, number, state } = version
  const day = format.shortDate(version.archivedAt ?? version.publishedAt ?? version.savedAt)
  return (
    <article className="rubric-body">
      <header>
        <Heading level={2} variant="heading">
          {inReader(content.name).text || t('rubric.unnamed')}
        </Heading>
        <p className="text-label text-quiet">
          {t(`rubric.state.${state}`)} · {t('rubric.number', { number })} ·{' '}
          {t(`rubric.since.${state}`, { day })}
        </p>
        {languages.map((language) => {
          const n = missingIn(content, language)
          return n > 0 && <Missing key={language} text={t(`rubric.missingIn.${language}`, { n })} />
        })}
        <SyncLine entity={version.versionId} edit={paths.editRubric(version.versionId)} />
      </header>
      {content.sections.map((section) => (
        <Part key={section.sectionId} heading={inReader(section.title).text || t('rubric.section')}>
          <ul className="rubric-criteria">
            {section.criteria.map((criterion) => {
              const share = weightShare(content, criterion.weight)
              const guidance = inReader(criterion.guidance).text
              return (
                <li key={criterion.criterionId} className="rubric-criterion">
                  <p className="text-strong">
                    {inReader(criterion.label).text || t('rubric.unlabelled')}{' '}
                    <MissingMark text={criterion.label} />
                  </p>
                  <p className="text-label text-quiet">{facts(criterion, share)}</p>
                  <Span range={[0, share]} size="thin" />
                  {guidance && <p className="text-label text-prose">{guidance}</p>}
                </li>
              )
            })}
          </ul>
        </Part>
      ))}
    </article>
  )
}

const Missing = ({ text }: { text: string }) => <p className="rubric-missing">{text}</p>

function MissingMark({ text }: { text: Translated }) {
  const t = useT()
  const [language] = missingLanguages(text)
  return language && <span className="rubric-missing">{t(`rubric.missing.${language}`)}</span>
}
