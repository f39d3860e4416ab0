import './policy.css'
import BookOpen from 'lucide-react/icons/book-open'
import MessageCircle from 'lucide-react/icons/message-circle'
import { useState } from 'react'
import { paths } from '#client/commands/policies-paths.ts'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, administers, isAnalyst, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { clausesIn } from '#shared/policies/rules.ts'
import type { PolicyClause, PolicyVersion, PolicyView } from '#shared/policies/views.ts'
import { can } from '#shared/policy.ts'
import { ClauseSheet } from './clause-sheet.tsx'
import { useBoth, useInForce, usePolicies } from './data.ts'
import { PlaceSheet } from './place-sheet.tsx'
import { VersionSheet } from './version-sheet.tsx'

type Edited = { version: PolicyVersion | undefined } | { clause: PolicyClause | undefined } | { place: true }

/** One policy: its versions with what changed, and its clauses. An administrator adds both and puts them right. */
export function PolicyPage({ code }: { code: string }) {
  const t = useT()
  const names = useNames()
  const query = usePolicies()
  const admin = administers(useMe())
  const { online } = useWorkStatus()
  const [edited, setEdited] = useState<Edited>()
  const policy = query.data?.find((found) => found.code === code)
  const edit = admin && online ? setEdited : undefined
  const close = () => setEdited(undefined)
  return (
    <DetailPage
      title={names.policy(code)}
      back={paths.policies}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        admin &&
        policy && (
          <Dock>
            <div className="policy-adds">
              {policy.versions.length > 0 && (
                <Button
                  variant="secondary"
                  disabled={!online}
                  onClick={() => setEdited({ clause: undefined })}
                >
                  {t('policy.clause.add')}
                </Button>
              )}
              <Button disabled={!online} onClick={() => setEdited({ version: undefined })}>
                {t('policy.version.add')}
              </Button>
            </div>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {() =>
          policy ? (
            <>
              <PolicyPlace policy={policy} onMove={edit && (() => edit({ place: true }))} />
              <PolicyContent policy={policy} onEdit={edit} offline={admin && !online} />
              <PolicyLinks code={code} />
            </>
          ) : (
            <EmptyState text={t('policy.gone')} />
          )
        }
      </Loaded>
      {policy && edited && 'version' in edited && (
        <VersionSheet policy={policy} version={edited.version} onClose={close} />
      )}
      {policy && edited && 'place' in edited && (
        <PlaceSheet policy={policy} all={query.data ?? []} onClose={close} />
      )}
      {policy && edited && 'clause' in edited && (
        <ClauseSheet policy={policy} clause={edited.clause} onClose={close} />
      )}
    </DetailPage>
  )
}

/** Names the area of a policy; an administrator changes it. */
function PolicyPlace({ policy, onMove }: { policy: PolicyView; onMove: (() => void) | undefined }) {
  const t = useT()
  const names = useNames()
  const { parent } = policy
  if (parent === null && !onMove) return null
  return (
    <ul>
      <Row
        size="short"
        title={parent === null ? t('policy.place.top') : t('policy.place.in', { name: names.policy(parent) })}
        to={parent === null ? undefined : paths.policy(encodeURIComponent(parent))}
        action={onMove && { label: t('policy.place'), onSelect: onMove }}
      />
    </ul>
  )
}

type ContentProps = {
  policy: PolicyView
  onEdit: ((edited: Edited) => void) | undefined
  /** An administrator without a network, who can change nothing now. */
  offline: boolean
}

function PolicyContent({ policy, onEdit, offline }: ContentProps) {
  const t = useT()
  const inForce = useInForce()(policy)
  const { versions, clauses } = policy
  const current = inForce ?? versions.at(-1)
  if (!current) return <EmptyState text={t('policy.version.none')} />
  const listed = clausesIn(current, policy)
  const others = clauses.filter((clause) => !listed.includes(clause))
  const row = (clause: PolicyClause) => (
    <ClauseRow
      key={clause.clauseId}
      clause={clause}
      versions={versions}
      onOpen={onEdit && (() => onEdit({ clause }))}
    />
  )
  return (
    <>
      {offline && <output className="inset inset-block">{t('policy.offline')}</output>}
      {versions.map((version) => (
        <VersionPart
          key={version.versionId}
          version={version}
          inForce={version === inForce}
          onEdit={onEdit && (() => onEdit({ version }))}
        />
      ))}
      {listed.length === 0 ? (
        <p className="inset inset-block text-quiet">{t('policy.clause.none')}</p>
      ) : (
        <RowGroup heading={t('policy.clause.of', { label: current.label })} limit={Number.POSITIVE_INFINITY}>
          {listed.map(row)}
        </RowGroup>
      )}
      <RowGroup heading={t('policy.clause.others')}>{others.map(row)}</RowGroup>
    </>
  )
}

/** Leads to the policy's precedents, and to asking about it. */
function PolicyLinks({ code }: { code: string }) {
  const t = useT()
  const me = useMe()
  const readsPrecedents = can(actorOf(me), 'precedent.read', {})
  if (!readsPrecedents) return null
  return (
    <ul className="policy-links">
      <Row
        size="short"
        mark={<Icon icon={BookOpen} />}
        title={t('precedent.title')}
        to={questionPaths.precedents(code)}
      />
      {isAnalyst(me) && (
        <Row
          size="short"
          mark={<Icon icon={MessageCircle} />}
          title={t('question.ask')}
          to={questionPaths.ask({ policy: code })}
        />
      )}
    </ul>
  )
}

type VersionProps = { version: PolicyVersion; inForce: boolean; onEdit: (() => void) | undefined }

function VersionPart({ version, inForce, onEdit }: VersionProps) {
  const t = useT()
  const format = useFormat()
  const { label, effectiveFrom } = version
  const { text, missing } = useBoth()(version.changedKo, version.changedEn)
  return (
    <section className="policy-version inset">
      <Heading level={2} variant="label">
        {t('policy.version', { label, day: format.shortDate(effectiveFrom) })}
        {inForce && ` · ${t('policy.version.now')}`}
      </Heading>
      {text && <p className="text-prose">{text}</p>}
      <div className="policy-version-foot">
        {missing && <p className="text-label text-quiet">{t(`policy.missing.${missing}`)}</p>}
        {onEdit && (
          <Button
            variant="text"
            size="row"
            flush
            aria-label={t('policy.version.edit', { label })}
            onClick={onEdit}
          >
            {t('policy.edit')}
          </Button>
        )}
      </div>
    </section>
  )
}

type ClauseProps = {
  clause: PolicyClause
  versions: readonly PolicyVersion[]
  onOpen: (() => void) | undefined
}

function ClauseRow({ clause, versions, onOpen }: ClauseProps) {
  const t = useT()
  const labelOf = (versionId: string) =>
    versions.find((version) => version.versionId === versionId)?.label ?? ''
  const { text, missing } = useBoth()(clause.titleKo, clause.titleEn)
  const details = [
    t('policy.clause.since', { label: labelOf(clause.introducedIn) }),
    clause.retiredIn && t('policy.clause.until', { label: labelOf(clause.retiredIn) }),
    missing && t(`policy.missing.${missing}`),
  ]
  return (
    <Row
      title={`${clause.number} ${text ?? ''}`}
      detail={details.filter(Boolean).join(' · ')}
      onOpen={onOpen}
    />
  )
}
