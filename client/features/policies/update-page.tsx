import './policy.css'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { policiesOnPhone } from '#client/commands/policies.ts'
import { paths } from '#client/commands/policies-paths.ts'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { markOf } from '#shared/policies/contracts.ts'
import { clausesIn } from '#shared/policies/rules.ts'
import { type UpdateMark, updateMarks } from '#shared/policies/update-rules.ts'
import type { PolicyUpdate } from '#shared/policies/update-views.ts'
import type { PolicyClause, PolicyVersion, PolicyView } from '#shared/policies/views.ts'
import { useBoth, useInForce, usePolicies } from './data.ts'
import { GapSheet } from './gap-sheet.tsx'
import { useTeamUpdates, useUpdates } from './update-data.ts'

/** One version of a policy: what it changed and its clauses. An analyst marks it; a lead sees who has not read it yet. */
export function UpdatePage({ versionId }: { versionId: string }) {
  const t = useT()
  const names = useNames()
  const enqueue = useEnqueue()
  const toast = useToast()
  const query = usePolicies()
  const { data: updates = [] } = useUpdates()
  const navigate = useNavigate()
  const [flags, setFlags] = useState(false)
  const policy = query.data?.find(({ versions }) => versions.some((found) => found.versionId === versionId))
  const version = policy?.versions.find((found) => found.versionId === versionId)
  const update = updates.find((found) => found.versionId === versionId)

  function choose(mark: UpdateMark, { teamId: team, policy: code, mark: before }: PolicyUpdate) {
    if (mark === 'gap') {
      setFlags(true)
      return
    }
    if (mark === 'question') {
      const about = { policy: code, version: versionId, team }
      // What was asked already is gone on with where it is answered.
      void navigate(before?.questionId ? questionPaths.question(before.questionId) : questionPaths.ask(about))
      return
    }
    const teamId = team
    const input = { versionId, teamId, mark, text: null, clauseId: null, entryId: null }
    void enqueue(policiesOnPhone.mark, { input, base: null }).catch(() => toast({ text: t('update.failed') }))
  }

  return (
    <DetailPage
      title={policy && version ? `${names.policy(policy.code)} ${version.label}` : t('update.title')}
      back={paths.updates}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        version &&
        update && (
          <Dock>
            <div className="policy-marks">
              {updateMarks.map((mark) => (
                <Button
                  key={mark}
                  variant={mark === (update.mark?.mark ?? 'read') ? 'primary' : 'secondary'}
                  aria-pressed={update.mark?.mark === mark}
                  onClick={() => choose(mark, update)}
                >
                  {t(`update.act.${mark}`)}
                </Button>
              ))}
            </div>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {() =>
          policy && version ? (
            <>
              <Changes policy={policy} version={version} update={update} />
              <TeamParts versionId={versionId} />
              <Clauses policy={policy} version={version} />
            </>
          ) : (
            <EmptyState text={t('update.gone')} />
          )
        }
      </Loaded>
      {policy && version && update && flags && (
        <GapSheet update={update} clauses={clausesIn(version, policy)} onClose={() => setFlags(false)} />
      )}
    </DetailPage>
  )
}

type VersionProps = { policy: PolicyView; version: PolicyVersion }

/** Says from when on the version is in force, what it changed, and what the reader said of it. */
function Changes({ policy, version, update }: VersionProps & { update: PolicyUpdate | undefined }) {
  const t = useT()
  const format = useFormat()
  const inForce = useInForce()(policy)
  const { effectiveFrom, versionId } = version
  const mark = update?.mark
  const state = version === inForce ? 'now' : format.daysFromToday(effectiveFrom) > 0 ? 'coming' : 'past'
  return (
    <section className="policy-changed inset">
      <p className="text-label text-quiet">
        {t('update.from', { day: format.date(effectiveFrom) })} · {t(`update.state.${state}`)}
      </p>
      <Heading level={2}>{t('update.changed')}</Heading>
      <ChangedText version={version} />
      {update && (
        <div>
          <p className="text-label">{t(mark ? `update.mark.${mark.mark}` : 'update.mark.none')}</p>
          {mark?.text && <p className="text-prose">{mark.text}</p>}
          {mark?.questionId && (
            <Link className="text-label" to={questionPaths.question(mark.questionId)}>
              {t('update.question.open')}
            </Link>
          )}
          <SyncLine entity={markOf(versionId)} />
        </div>
      )}
    </section>
  )
}

/** Shows what changed in the reader's language, with the other one available where it was written. */
function ChangedText({ version: { changedKo, changedEn } }: { version: PolicyVersion }) {
  const t = useT()
  const { locale } = useFormat()
  const { missing } = useBoth()(changedKo, changedEn)
  const [other, setOther] = useState(false)
  const language = other === (locale === 'ko') ? 'en' : 'ko'
  const texts = { ko: changedKo, en: changedEn }
  if (changedKo === null && changedEn === null)
    return <p className="text-quiet">{t('update.changed.none')}</p>
  if (missing)
    return (
      <>
        <p className="text-prose" lang={missing === 'ko' ? 'en' : 'ko'}>
          {changedKo ?? changedEn}
        </p>
        <p className="text-label text-quiet">{t(`policy.missing.${missing}`)}</p>
      </>
    )
  return (
    <>
      <p className="text-prose" lang={language}>
        {texts[language]}
      </p>
      <Button variant="text" size="row" className="policy-other" onClick={() => setOther(!other)}>
        {t(language === 'ko' ? 'update.in.en' : 'update.in.ko')}
      </Button>
    </>
  )
}

function Clauses({ policy, version }: VersionProps) {
  const t = useT()
  const listed = clausesIn(version, policy)
  const retired = policy.clauses.filter(({ retiredIn }) => retiredIn === version.versionId)
  if (listed.length + retired.length === 0)
    return <p className="inset inset-block text-quiet">{t('policy.clause.none')}</p>
  return (
    <>
      <RowGroup heading={t('policy.clause.of', { label: version.label })} limit={Number.POSITIVE_INFINITY}>
        {listed.map((clause) => (
          <ClauseRow
            key={clause.clauseId}
            clause={clause}
            detail={clause.introducedIn === version.versionId ? t('update.clause.new') : undefined}
          />
        ))}
      </RowGroup>
      <RowGroup heading={t('update.clause.retired')} limit={Number.POSITIVE_INFINITY}>
        {retired.map((clause) => (
          <ClauseRow key={clause.clauseId} clause={clause} detail={undefined} />
        ))}
      </RowGroup>
    </>
  )
}

function ClauseRow({ clause, detail }: { clause: PolicyClause; detail: string | undefined }) {
  const { text } = useBoth()(clause.titleKo, clause.titleEn)
  return <Row size="short" title={`${clause.number} ${text ?? ''}`} detail={detail} />
}

/** For who leads: the people who have not read it yet, by name, and what was asked and flagged. */
function TeamParts({ versionId }: { versionId: string }) {
  const t = useT()
  const teams = useTeamUpdates()
  return teams.map(({ teamId, name, updates }) => {
    const update = updates.find((found) => found.versionId === versionId)
    if (!update) return null
    const headed = (heading: string) => (teams.length > 1 ? `${heading} · ${name}` : heading)
    return (
      <div key={teamId}>
        {update.unread.length === 0 && (
          <p className="inset inset-block text-label text-quiet">{headed(t('update.team.read'))}</p>
        )}
        <RowGroup heading={headed(t('update.team.names'))} limit={Number.POSITIVE_INFINITY}>
          {update.unread.map((person) => (
            <Row key={person.personId} size="short" title={t('ui.person', { name: person.name })} />
          ))}
        </RowGroup>
        <RowGroup heading={headed(t('update.team.said'))} limit={Number.POSITIVE_INFINITY}>
          {update.remarks.map(({ person, mark, text, questionId }) => (
            <Row
              key={person.personId}
              title={text}
              to={questionId === null ? undefined : questionPaths.question(questionId)}
              detail={`${t(`update.mark.${mark}`)} · ${t('ui.person', { name: person.name })}`}
            />
          ))}
        </RowGroup>
      </div>
    )
  })
}
