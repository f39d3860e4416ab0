import './case.css'
import { Link } from 'react-router'
import { paths as drawPaths } from '#client/commands/draws-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Part } from '#client/ui/part.tsx'
import type { CaseView } from '#shared/audits/views.ts'

/** The moderator's judgement, the analyst's on it, and the verified one: each by its name, so that none is taken for another. */
export function Judgements({ view }: { view: CaseView }) {
  const t = useT()
  const own = useMe().person.personId === view.analyst.personId
  const names = useNames()
  const unknown = <span className="text-quiet">{t('case.unknown')}</span>
  return (
    <section className="inset inset-block">
      <p className="text-heading case-outcome">{t(`case.outcome.${view.outcome}`)}</p>
      <Heading level={2} variant="label">
        {t('case.judgements')}
      </Heading>
      <DefinitionList variant="ruled">
        <Definition term={t('case.moderator')}>
          {view.moderatorDecision === null ? unknown : names.decision(view.moderatorDecision)}
          {view.decidedBy && <span className="text-quiet"> · {t(`case.decidedBy.${view.decidedBy}`)}</span>}
        </Definition>
        <Definition term={own ? t('case.own') : t('case.analyst', { name: view.analyst.name })}>
          <strong>{names.decision(view.decision)}</strong>
        </Definition>
        <Definition term={view.verifiedBy ? t(`case.verified.${view.verifiedBy}`) : t('case.verified')}>
          {view.verifiedDecision === null ? (
            unknown
          ) : (
            <strong>{names.decision(view.verifiedDecision)}</strong>
          )}
        </Definition>
      </DefinitionList>
      <VerificationChanges view={view} />
    </section>
  )
}

/** Says how later files changed the verification. */
function VerificationChanges({ view: { verifications = [] } }: { view: CaseView }) {
  const t = useT()
  const { dateTime } = useFormat()
  if (verifications.length === 0) return null
  return (
    <ul className="text-label text-quiet">
      {verifications.map(({ at, before, after }) => (
        <li key={at}>
          {before === null
            ? t('case.verification.came', { time: dateTime(at), after: after ?? '' })
            : t('case.verification.changed', { time: dateTime(at), before, after: after ?? '' })}
        </li>
      ))}
    </ul>
  )
}

/** Everything else that is known of a case. Never its content. */
export function CaseFacts({ view }: { view: CaseView }) {
  const t = useT()
  const { dateTime } = useFormat()
  const names = useNames()
  return (
    <Part heading={t('case.facts')} gap="none" className="inset inset-block hairline-top">
      <DefinitionList variant="ruled">
        <Definition term={t('case.policy')}>{names.policy(view.policy)}</Definition>
        <Definition term={t('case.kind')}>{t(`case.kind.${view.kind}`)}</Definition>
        <Definition term={t('case.decidedAt')}>{dateTime(view.decidedAt)}</Definition>
        {view.queue !== null && <Definition term={t('case.queue')}>{names.queue(view.queue)}</Definition>}
        {view.language !== null && (
          <Definition term={t('case.language')}>{names.language(view.language)}</Definition>
        )}
        <Definition term={t('case.ref')}>{view.caseRef}</Definition>
        <Definition term={t('case.reference')}>{view.reference}</Definition>
        <Definition term={t('case.sampling')}>
          {view.targeted ? t('case.sampling.targeted') : t('case.sampling.drawn')}
          {view.verifiedBy === 'second_review' && (
            <>
              {' · '}
              <Link to={drawPaths.chosen(view.auditId)}>{t('draw.chosen')}</Link>
            </>
          )}
        </Definition>
      </DefinitionList>
    </Part>
  )
}
